/** Prepares a request for sending: resolves its URL, authenticates it, and checks its headers. */

import type {
  AuthenticatedRequest,
  Authenticator,
  UnauthenticatedRequest,
} from "./authenticator.js";
import { assertSameServer } from "./encrypted.js";
import { TransportError } from "./errors.js";
import type { HttpRequest, RequestBody } from "./http.js";
import { findUnfilled } from "./parameter-kind.js";
import type { FetchRequest } from "./transport-options.js";

export interface PreparedRequest extends Pick<FetchRequest, "headers"> {
  readonly url: string;
  readonly body: FetchRequest["body"] | Blob | FormData;
}

/**
 * Rejects with a `TransportError` if the request cannot be sent or authenticated.
 * @param url the result of `resolveUrl`
 * @param added headers in addition to the request's own
 * @param sender how messages name the request
 */
export async function prepareRequest(
  request: HttpRequest,
  url: string,
  added: HttpRequest["headers"] | undefined,
  authenticator: Authenticator | undefined,
  sender: string,
): Promise<PreparedRequest> {
  const { method, body, security } = request;
  assertSendable(method, body, sender);
  const given = withoutFraming({ ...request.headers, ...added });
  // The content type contains the boundary, which is chosen when the form is written.
  const isForm = typeof body === "object" && body instanceof FormData;
  const headers = isForm ? withoutContentType(given) : given;
  if (authenticator === undefined) return finish({ url, headers }, body, sender);
  const { bytes, contentType } = authenticator.readsBody ? await toBytes(body) : noBytes;
  const typed = { ...contentType, ...headers };
  try {
    const unauthenticated = { method, url, headers: typed, body: bytes, security };
    const authenticated = await authenticator.authenticate(unauthenticated);
    assertSameServer(url, authenticated.url, sender);
    return finish(authenticated, bytes ?? body, sender);
  } catch (cause) {
    if (cause instanceof TransportError) throw cause;
    const reason = cause instanceof Error ? cause.message : "unknown cause";
    throw new TransportError(`${sender} cannot be authenticated: ${reason}`, { cause });
  }
}

/**
 * @param factory the function that takes the option
 * @throws TypeError if the URL is not absolute, is not http or https, or contains credentials, a query, white
 * space or a backslash
 */
export function parseBaseUrl(baseUrl: string, factory: string): URL {
  const base = parseUrl(baseUrl);
  const mayBeUsed =
    base && /^https?:$/.test(base.protocol) && !base.username && !base.password && !base.search;
  if (!mayBeUsed) {
    throw new TypeError(
      `${factory}: baseUrl must be an absolute http or https URL without credentials, query, spaces and backslashes`,
    );
  }
  return base;
}

/**
 * Parses an absolute URL. `URL` itself treats a backslash as a slash and drops line breaks, so the host could
 * differ from the host that a reader sees in the string.
 */
export function parseUrl(text: string): URL | undefined {
  return /[\s\\]/.test(text) || !URL.canParse(text) ? undefined : new URL(text);
}

/**
 * Appends a request's path and query to the server's path. A fragment is dropped.
 * @throws TransportError if the value of a parameter cannot be sent, or a segment of the path is `.` or `..`
 */
export function resolveUrl(
  base: URL,
  request: Pick<HttpRequest, "path" | "headers">,
  sender: string,
): string {
  const unfilled = findUnfilled(request);
  if (unfilled) {
    throw new TransportError(
      `${sender} has no value that can be sent for the ${unfilled.in} parameter "${unfilled.name}"`,
    );
  }
  const [pathAndQuery = ""] = request.path.split("#", 1);
  const [pathname = ""] = pathAndQuery.split("?", 1);
  // The URL parser would remove such a segment together with the previous one.
  if (/(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i.test(pathname)) {
    throw new TransportError(`${sender} has "." or ".." as a path segment`);
  }
  const separator = pathAndQuery.startsWith("/") ? "" : "/";
  // The parser would also drop line breaks, and treat a backslash as a slash.
  const written = pathAndQuery.replace(/[\0-\x20\\]/g, encodeURIComponent);
  return new URL(base.origin + base.pathname.replace(/\/+$/, "") + separator + written).href;
}

/** Applies the rules of the global `fetch` to every `fetch`. */
function assertSendable(method: string, body: RequestBody | undefined, sender: string): void {
  const isForbidden = !token.test(method) || /^(CONNECT|TRACE|TRACK)$/i.test(method);
  if (isForbidden || (body !== undefined && /^(GET|HEAD)$/i.test(method))) {
    throw new TransportError(`${sender} ${isForbidden ? "" : "with a body "}cannot be sent`);
  }
}

/**
 * Removes the headers that frame or route a request, because the HTTP client sets them: with a wrong
 * `content-length`, a server reads a part of the body as a second request. Also removes headers without a
 * value, which APIs and JavaScript may pass despite the type.
 * @returns the other headers, by name in lower case
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
export function withoutFraming(headers: HttpRequest["headers"]): HttpRequest["headers"] {
  const entries = Object.entries<unknown>(headers).flatMap(([name, value]) => {
    const isLeftOut = value === undefined || value === null || framing.test(name.toLowerCase());
    return isLeftOut ? [] : [[name.toLowerCase(), `${value}`]];
  });
  return Object.fromEntries(entries);
}

const framing =
  /^(connection|content-length|expect|host|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/;

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

function withoutContentType({ "content-type": _, ...others }: HttpRequest["headers"]) {
  return others;
}

interface WrittenBody {
  readonly bytes: UnauthenticatedRequest["body"];
  /** The content type that `fetch` would send, so that it is signed. */
  readonly contentType?: HttpRequest["headers"];
}

const noBytes: WrittenBody = { bytes: undefined };

/** Converts a body to its signed form. */
async function toBytes(body: RequestBody | undefined): Promise<WrittenBody> {
  if (typeof body === "string") {
    return { bytes: body, contentType: { "content-type": "text/plain;charset=UTF-8" } };
  }
  if (body === undefined || body instanceof Uint8Array) return { bytes: body };
  return body instanceof ArrayBuffer ? { bytes: new Uint8Array(body) } : readOut(body);
}

/** Converts blobs and forms to bytes, for a `fetch` that may not support the classes of the platform. */
export async function writeOut({
  headers,
  body,
}: PreparedRequest): Promise<Pick<FetchRequest, "headers" | "body">> {
  if (body === null || typeof body === "string" || body instanceof Uint8Array) {
    return { headers, body };
  }
  const { bytes, contentType } = await readOut(body);
  return { headers: { ...contentType, ...headers }, body: bytes };
}

/** The content of a blob or form, and the content type that `fetch` would send. */
async function readOut(body: Blob | FormData) {
  const written = new Response(body);
  const type = written.headers.get("content-type");
  const contentType: HttpRequest["headers"] = type === null ? {} : { "content-type": type };
  return { bytes: new Uint8Array(await written.arrayBuffer()), contentType };
}

function finish(
  { url, headers }: AuthenticatedRequest,
  body: RequestBody | undefined,
  sender: string,
): PreparedRequest {
  for (const [name, value] of Object.entries(headers)) {
    const isAllowed = token.test(name) && !framing.test(name);
    // The error of the platform would quote the value, which may be a credential.
    if (!isAllowed || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new TransportError(`${sender} has an invalid header: ${name}`);
    }
  }
  const isBytes = body instanceof Uint8Array || body instanceof ArrayBuffer;
  // A copy, because the type allows bytes that are shared with other threads.
  return { url, headers, body: isBytes ? new Uint8Array(body) : (body ?? null) };
}
