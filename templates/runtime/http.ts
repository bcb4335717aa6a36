/** Requests, responses, and the transport between a workflow and an API. */

import type { JsonShape } from "./shape.js";

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
  /** The absolute URL of the request, without parameters that authentication adds. */
  readonly url?: string;
  readonly status: Status;
  /**
   * Header names are in lower case. The values of a repeated header are joined by `, `, those of `set-cookie` by a line
   * break, because cookies contain commas.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed as the operation describes it; `undefined` if the response has no content. */
  readonly body: Body;
  /** The text of a body that is read as XML. */
  readonly text?: string;
}

/** How to parse the content of a response; `unknown` uses the response's own `content-type`. */
export type BodyKind = "json" | "form" | "text" | "bytes" | "none" | "unknown" | BodyReader;

/** Parses the text of a body. Throws the error of `fail` if the text is malformed. */
export type BodyReader = (
  text: string,
  fail: (problem: string) => Error,
) => Pick<HttpResponse, "body" | "text">;

/** The content of a request. A `FormData` sets its own content type. */
export type RequestBody = string | FormData | Blob | ArrayBuffer | Uint8Array;

/** A complete request, except for the server and the authentication. */
export interface HttpRequest {
  readonly operationId: string;
  readonly method: string;
  /**
   * The path and query, percent-encoded, to be appended to the server's URL. A request with a name in braces,
   * such as `/orders/{orderId}`, is not sent, because the value of that parameter cannot be sent.
   */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody | undefined;
  /** Names of security schemes: an array of alternatives, each of which lists the schemes that it combines. */
  readonly security?: readonly (readonly string[])[] | undefined;
  /** How to parse the content, by status (`200`), class of statuses (`4XX`) or `default`. */
  readonly responseBodies: Readonly<Record<string, BodyKind>>;
  /** What the workflows read of the body, by status, class of statuses or `default`. The rest is not checked. */
  readonly reads?: Readonly<Record<string, JsonShape>>;
  /** The input of the operation: parameters by location, and the body. It is passed to mocks and never sent. */
  readonly given?: unknown;
}

declare const responseType: unique symbol;

/** A request of one operation, with the type of the operation's responses. */
export interface OperationRequest<Response extends HttpResponse> extends HttpRequest {
  /** Never set: it only carries the type. */
  readonly [responseType]?: Response;
}

/** Sends requests to one API. Generated workflows use the network only through transports. */
export interface Transport {
  /**
   * Resolves with a response of any status.
   *
   * Rejects if there is no readable response: with the signal's own reason after an abort, otherwise with a
   * `TransportError`.
   */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
}
