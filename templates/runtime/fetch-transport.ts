/** Takes requests to a server with the platform's `fetch`, and reads what comes back. */

import { TransportError } from "./errors.js";
import type {
  BodyKind,
  HttpRequest,
  HttpResponse,
  HttpStatus,
  RequestBody,
  Transport,
} from "./http.js";

/** A request that is complete but for its authentication. */
export interface UnsignedRequest {
  readonly method: string;
  /** Absolute, and exactly as it will be sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** Authenticates a request: resolves with all the headers to send, the given ones included. */
export type Sign = (request: UnsignedRequest) => Promise<Readonly<Record<string, string>>>;

/** Where to send requests, and how. */
export interface FetchTransportOptions {
  /** An absolute URL, to whose path the requests' paths are appended. */
  readonly baseUrl: string;
  /** Replaces the global `fetch`, such as for a proxy. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly sign?: Sign | undefined;
}

/**
 * Makes a transport that follows no redirect: a 3xx is a response like any other, so credentials never
 * reach a host that nobody named.
 * @throws TypeError if `baseUrl` is not absolute, not http or https, or holds credentials or a query
 */
export function createFetchTransport(options: FetchTransportOptions): Transport {
  const { baseUrl, fetch, sign } = options;
  const base = parseBaseUrl(baseUrl);
  return {
    async send(request, signal) {
      signal?.throwIfAborted();
      // The path is not in the messages, because it may hold inputs.
      const sender = `${request.method} ${base.origin} (${request.operationId})`;
      const url = resolveUrl(base, request.path, sender);
      let response: Response | undefined;
      try {
        const ready = orAbort(prepare(request, url, sign, sender), signal);
        const { headers, body = null } = await ready;
        response = await (fetch ?? globalThis.fetch)(url, {
          method: request.method,
          headers: toHeaders(headers, sender),
          // A copy, because TypeScript does not know that no other thread has these bytes.
          body: body instanceof Uint8Array ? new Uint8Array(body) : body,
          signal: signal ?? null,
          redirect: "manual",
        });
        return await readResponse(response, request.responseBodies, sender);
      } catch (cause) {
        signal?.throwIfAborted();
        if (cause instanceof TransportError) throw cause;
        // Some runtimes name the URL, and the query with it, in their message.
        const reason = innermostMessage(cause).replaceAll(url, base.origin);
        const status = response?.status;
        throw new TransportError(`${sender} failed: ${reason}`, { cause, status });
      }
    },
  };
}

function parseBaseUrl(baseUrl: string): URL {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const mayBeUsed =
    base && /^https?:$/.test(base.protocol) && !base.username && !base.password && !base.search;
  if (!mayBeUsed) {
    throw new TypeError(
      "baseUrl is not an absolute http or https URL without credentials or query",
    );
  }
  return base;
}

function resolveUrl(base: URL, path: string, sender: string): string {
  const [pathAndQuery = ""] = path.split("#", 1);
  const [pathname = ""] = pathAndQuery.split("?", 1);
  // The URL parser would take such a segment away together with the one before it.
  if (/(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i.test(pathname)) {
    throw new TransportError(`${sender} has "." or ".." in place of a path segment`);
  }
  const separator = pathAndQuery.startsWith("/") ? "" : "/";
  return new URL(base.origin + base.pathname.replace(/\/+$/, "") + separator + pathAndQuery).href;
}

/** A request as it is sent: signed if need be, and then with a body whose bytes are known. */
async function prepare(
  { method, headers, body }: HttpRequest,
  url: string,
  sign: Sign | undefined,
  sender: string,
): Promise<Pick<HttpRequest, "headers" | "body">> {
  const isForm = body instanceof FormData;
  // Only who writes the form knows the boundary, which is a part of its content type.
  const own = isForm ? omitContentType(headers) : headers;
  if (sign === undefined) return { headers: own, body };
  const { bytes, contentType } = await toBytes(body);
  const typed = contentType === undefined ? own : { "content-type": contentType, ...own };
  try {
    return { headers: await sign({ method, url, headers: typed, body: bytes }), body: bytes };
  } catch (cause) {
    if (cause instanceof TransportError) throw cause;
    const reason = cause instanceof Error ? cause.message : "unknown cause";
    throw new TransportError(`${sender} cannot be signed: ${reason}`, { cause });
  }
}

function omitContentType(headers: HttpRequest["headers"]): HttpRequest["headers"] {
  const others = Object.entries(headers).filter(([name]) => !/^content-type$/i.test(name));
  return Object.fromEntries(others);
}

/** A body of which a signature can be made, and the content type that `fetch` would have given it. */
async function toBytes(
  body: RequestBody | undefined,
): Promise<{ bytes: string | Uint8Array | undefined; contentType?: string | undefined }> {
  if (body instanceof ArrayBuffer) return { bytes: new Uint8Array(body) };
  if (!(body instanceof FormData || body instanceof Blob)) return { bytes: body };
  const written = new Response(body);
  const contentType = written.headers.get("content-type") ?? undefined;
  return { bytes: new Uint8Array(await written.arrayBuffer()), contentType };
}

/** Rejects at once when the signal aborts, for work that takes no signal itself. */
function orAbort<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function toHeaders(fields: Readonly<Record<string, string>>, sender: string): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(fields)) {
    try {
      headers.set(name, value);
    } catch {
      // The platform's error quotes the value, which may be a credential: it is no cause to keep.
      throw new TransportError(`${sender} has a header that HTTP does not allow: ${name}`);
    }
  }
  return headers;
}

/** Node says no more than "fetch failed" and keeps the reason in `cause`, or one per address in `errors`. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return "unknown cause";
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? innermostMessage(inner) : error.message || error.name;
}

async function readResponse(
  response: Response,
  kinds: HttpRequest["responseBodies"],
  sender: string,
): Promise<HttpResponse> {
  const { status } = response;
  if (response.type === "opaqueredirect") {
    throw new TransportError(`${sender} was redirected, and the browser does not show where to`);
  }
  if (!isHttpStatus(status)) {
    throw new TransportError(`${sender} was answered with the status ${status}`, { status });
  }
  const headers = headersRecord(response.headers);
  const kind = bodyKind(kinds, status);
  if (kind === "bytes") return { status, headers, body: await response.arrayBuffer() };
  const contentType = response.headers.get("content-type") ?? "no content-type";
  const body = parseBody(await response.text(), kind, contentType);
  if (body === notJson) {
    const problem = `was answered with what is not JSON: ${status}, ${contentType}`;
    throw new TransportError(`${sender} ${problem}`, { status });
  }
  return { status, headers, body };
}

function isHttpStatus(status: number): status is HttpStatus {
  return Number.isInteger(status) && status >= 100 && status <= 599;
}

function bodyKind(kinds: HttpRequest["responseBodies"], status: HttpStatus): BodyKind {
  return kinds[status] ?? kinds[`${Math.floor(status / 100)}XX`] ?? kinds["default"] ?? "unknown";
}

const notJson: unique symbol = Symbol("not JSON");

/** Where nothing is declared, text is as good as JSON. */
function parseBody(text: string, kind: BodyKind, contentType: string): unknown {
  if (kind === "text") return text;
  if (kind === "none" || (kind === "unknown" && text === "")) return undefined;
  if (kind === "unknown" && !/json/i.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // The error is dropped, because it quotes the content.
    return kind === "unknown" ? text : notJson;
  }
}

function headersRecord(headers: Headers): Readonly<Record<string, string>> {
  const record = new Map<string, string>();
  headers.forEach((value, name) => {
    const earlier = record.get(name);
    record.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  });
  return Object.fromEntries(record);
}
