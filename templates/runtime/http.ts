/** What travels between a workflow and an API: requests, responses, and the transport that takes one to the other. */

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type StatusText<Class extends number> = `${Class}${Digit}${Digit}`;
type ToNumber<Text> = Text extends `${infer Value extends number}` ? Value : never;

/** Every status of one class, such as 400 to 499 for `4`. */
export type StatusOfClass<Class extends 1 | 2 | 3 | 4 | 5> = ToNumber<StatusText<Class>>;

/**
 * Every HTTP status, as literals, so that comparing `status` narrows `body`.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15
 */
export type HttpStatus = StatusOfClass<1 | 2 | 3 | 4 | 5>;

/** A response as plain data: unless it is bytes, it can be logged, recorded and replayed as JSON. */
export interface HttpResponse<Status extends HttpStatus = HttpStatus, Body = unknown> {
  /** The absolute URL that the request was for, without what authentication adds to it. */
  readonly url?: string;
  readonly status: Status;
  /**
   * Header names are in lower case. The values of a repeated header are joined by `, `, those of `set-cookie` by a line
   * break, because cookies contain commas.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed as the operation describes it; `undefined` when the response has no content. */
  readonly body: Body;
}

/** How the content of a response is read; as `unknown` by what its own `content-type` says. */
export type BodyKind = "json" | "form" | "text" | "bytes" | "none" | "unknown";

/** What a request can carry. A `FormData` brings its own content type. */
export type RequestBody = string | FormData | Blob | ArrayBuffer | Uint8Array;

/** A request that is ready to be sent, all but the server's address and the authentication. */
export interface HttpRequest {
  readonly operationId: string;
  readonly method: string;
  /**
   * The path and query, percent-encoded, to be appended to the server's URL. Where it holds a name in braces, such as
   * `/orders/{orderId}`, the request is not sent, because that parameter has no value that can be sent.
   */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody | undefined;
  /** Names of security schemes: alternatives, of which each lists what it asks for together. */
  readonly security?: readonly (readonly string[])[] | undefined;
  /** How to read the content, by status (`200`), class of statuses (`4XX`) or `default`. */
  readonly responseBodies: Readonly<Record<string, BodyKind>>;
  /** What the operation was given: parameters by place, and the body. A mock is told of it; nothing of it is sent. */
  readonly given?: unknown;
}

declare const responseType: unique symbol;

/** A request of one operation, which remembers the type of the operation's responses. */
export interface OperationRequest<Response extends HttpResponse> extends HttpRequest {
  /** Never set: it only carries the type. */
  readonly [responseType]?: Response;
}

/** Sends requests to one API. Generated workflows know nothing else about the network. */
export interface Transport {
  /**
   * Resolves with the response, whatever its status.
   *
   * Rejects when there is no response that can be read: with the signal's own reason after an abort,
   * with a `TransportError` otherwise.
   */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
}
