/** Takes requests to a server with the platform's `fetch`, and reads what comes back. */

import type {
  AuthenticatedRequest,
  Authenticator,
  UnauthenticatedRequest,
} from "./authenticator.js";
import { TransportError } from "./errors.js";
import type {
  BodyKind,
  HttpRequest,
  HttpResponse,
  HttpStatus,
  RequestBody,
  Transport,
} from "./http.js";
import type { TransportOptions } from "./transport-options.js";

/** Where to send requests, and how. */
export interface FetchTransportOptions extends TransportOptions {
  /** An absolute URL, to whose path the requests' paths are appended. */
  readonly baseUrl: string;
  readonly authenticator?: Authenticator | undefined;
}

/**
 * Makes a transport that follows no redirect: a 3xx is a response like any other, so credentials never
 * reach a host that nobody named.
 * @throws TypeError if `baseUrl` is not absolute, not http or https, or holds credentials or a query
 */
export function createFetchTransport(options: FetchTransportOptions): Transport {
  const base = parseBaseUrl(options.baseUrl);
  return {
    async send(request, signal) {
      signal?.throwIfAborted();
      const response = await attempt(options, base, request, signal);
      if (response.status < 400 || !options.authenticator?.corrects) return response;
      const mayHelp = Promise.resolve(options.authenticator.corrects(response));
      return (await orAbort(mayHelp, signal)) ? attempt(options, base, request, signal) : response;
    },
  };
}

/** Sends a request once. */
async function attempt(
  { fetch, authenticator }: FetchTransportOptions,
  base: URL,
  request: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  // The path is not in the messages, because it may hold inputs.
  const sender = `${request.method} ${base.origin} (${request.operationId})`;
  const url = resolveUrl(base, request.path, sender);
  let response: Response | undefined;
  try {
    const ready = await orAbort(prepare(request, url, authenticator, sender), signal);
    const { body = null } = ready;
    response = await (fetch ?? globalThis.fetch)(ready.url, {
      method: request.method,
      headers: toHeaders(ready.headers, sender),
      // A copy, because TypeScript does not know that no other thread has these bytes.
      body: body instanceof Uint8Array ? new Uint8Array(body) : body,
      signal: signal ?? null,
      redirect: "manual",
    });
    return { url, ...(await readResponse(response, request.responseBodies, sender)) };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof TransportError) throw cause;
    const reason = withoutUrls(innermostMessage(cause), base);
    throw new TransportError(`${sender} failed: ${reason}`, { cause, status: response?.status });
  }
}

/** Some runtimes name the URL, and the query with it, in their message. */
function withoutUrls(message: string, base: URL): string {
  return message.replace(/https?:\/\/[^\s"'<>)]+/gi, base.origin);
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

/** A request as it is sent: authenticated, and for a signer with a body whose bytes are known. */
async function prepare(
  { method, headers: given, body }: HttpRequest,
  url: string,
  authenticator: Authenticator | undefined,
  sender: string,
): Promise<AuthenticatedRequest & Pick<HttpRequest, "body">> {
  const isForm = typeof body === "object" && body instanceof FormData;
  // Only who writes the form knows the boundary, which is a part of its content type.
  const headers = isForm ? omitContentType(toLowerCase(given)) : toLowerCase(given);
  if (authenticator === undefined) return { url, headers, body };
  const { bytes, contentType } = authenticator.readsBody ? await toBytes(body) : noBytes;
  const typed = contentType === undefined ? headers : { "content-type": contentType, ...headers };
  try {
    const request = { method, url, headers: typed, body: bytes };
    return { ...(await authenticator.authenticate(request)), body: bytes ?? body };
  } catch (cause) {
    if (cause instanceof TransportError) throw cause;
    const reason = cause instanceof Error ? cause.message : "unknown cause";
    throw new TransportError(`${sender} cannot be authenticated: ${reason}`, { cause });
  }
}

function toLowerCase(headers: HttpRequest["headers"]): HttpRequest["headers"] {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries(entries);
}

function omitContentType({ "content-type": _, ...others }: HttpRequest["headers"]) {
  return others;
}

interface WrittenBody {
  readonly bytes: UnauthenticatedRequest["body"];
  /** What `fetch` would have said of it. */
  readonly contentType?: string | undefined;
}

const noBytes: WrittenBody = { bytes: undefined };

/** A body of which a signature can be made. */
async function toBytes(body: RequestBody | undefined): Promise<WrittenBody> {
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
