/** Reads responses up to a maximum size, and parses them as their operation describes. */

import { byStatus } from "./by-status.js";
import { TransportError } from "./errors.js";
import type { BodyKind, HttpRequest, HttpResponse, HttpStatus } from "./http.js";
import { innermostError } from "./innermost-error.js";
import { joinBytes } from "./join-bytes.js";
import type { Bytes, FetchResponse } from "./transport-options.js";

/**
 * Resolves with the response as plain data.
 * @param sender how messages name the request
 * @throws TransportError
 */
export async function readResponse(
  response: FetchResponse,
  headers: HttpResponse["headers"],
  kinds: HttpRequest["responseBodies"],
  maxBytes: number,
  sender: string,
): Promise<HttpResponse> {
  const { status } = response;
  if (response.type === "opaqueredirect") {
    throw new TransportError(`${sender} was redirected, and the browser hides the location`);
  }
  const fail = (problem: string, cause?: unknown) =>
    new TransportError(`${sender} received ${problem}`, { cause, status, headers });
  if (!isHttpStatus(status)) throw fail(`the invalid status ${status}`);
  const bytes = await readDecoded(response.body, headers["content-encoding"], maxBytes, fail);
  if (bytes === undefined) throw fail(`more than ${maxBytes} bytes`);
  const kind = byStatus(kinds, status) ?? "unknown";
  if (kind === "none") return { status, headers, body: undefined };
  if (kind === "bytes") return { status, headers, body: bytes.buffer };
  const contentType = headers["content-type"]?.slice(0, 100) ?? "no content-type";
  const text = decodeText(bytes, contentType);
  if (text === undefined) throw fail(`text in an unknown charset: ${status}, ${contentType}`);
  if (typeof kind === "function") return { status, headers, ...kind(text, fail) };
  const body = parseBody(text, kind, contentType);
  if (body === notJson) throw fail(`a body that is not JSON: ${status}, ${contentType}`);
  return { status, headers, body };
}

function isHttpStatus(status: number): status is HttpStatus {
  return Number.isInteger(status) && status >= 100 && status <= 599;
}

/**
 * Reads the content, which `fetch` decodes. A decoding failure is a `TransportError`, because the server has
 * processed the request and would encode the next response in the same way. A connection failure within the
 * content is not, because the next response may be complete. Browsers do not distinguish the two, so there
 * every failure of encoded content counts as a decoding failure.
 */
async function readDecoded(
  body: FetchResponse["body"],
  encoding: string | undefined,
  maximum: number,
  fail: (problem: string, cause?: unknown) => TransportError,
): Promise<Bytes | undefined> {
  if (encoding === undefined) return readBytes(body, maximum);
  const problem = `content that cannot be decoded: ${encoding.slice(0, 40)}`;
  let bytes: Bytes | undefined;
  try {
    bytes = await readBytes(body, maximum);
  } catch (cause) {
    throw networkCode.test(`${innermostError(cause)?.code}`) ? cause : fail(problem, cause);
  }
  // Platforms do not decode codings that they do not support. Some do not support zstd.
  const isKnown = knownCodings.test(encoding) && `${bytes?.subarray(0, 4)}` !== startOfZstd;
  if (bytes?.length && !isKnown) throw fail(problem);
  return bytes;
}

const knownCodings = /^(gzip|x-gzip|deflate|br|zstd|identity|[\s,])*$/i;
const startOfZstd = "40,181,47,253";

/** Such as `ECONNRESET` and `UND_ERR_SOCKET`. The codes of decoders are `Z_DATA_ERROR` or begin with `ERR_`. */
const networkCode = /^(E[A-Z]+|UND_ERR_.+)$/;

/**
 * Decodes text by its byte order mark, its `content-type` or its XML declaration, else as UTF-8. If the
 * platform does not support the charset, the text is decoded as UTF-8; `undefined` if it is not UTF-8.
 * @see https://encoding.spec.whatwg.org/#decode
 */
function decodeText(bytes: Bytes, contentType: string): string | undefined {
  const named = /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType)?.[1];
  const decode = (charset = "utf-8", fatal = false) => {
    try {
      // The types of Bun list the charsets that it supports. The types of Cloudflare Workers require both
      // options.
      const label = charset as ConstructorParameters<typeof TextDecoder>[0];
      return new TextDecoder(label, { fatal, ignoreBOM: false }).decode(bytes);
    } catch {
      return undefined;
    }
  };
  return decode(markedCharset(bytes) ?? named ?? xmlCharset(bytes)) ?? decode("utf-8", true);
}

function markedCharset(bytes: Bytes): string | undefined {
  const start = `${bytes.subarray(0, 3)}`;
  if (start === "239,187,191") return "utf-8";
  if (start.startsWith("255,254")) return "utf-16le";
  return start.startsWith("254,255") ? "utf-16be" : undefined;
}

/**
 * A declaration that is readable as single bytes is not UTF-16, even if it declares UTF-16.
 * @see https://www.rfc-editor.org/rfc/rfc7303#section-3
 */
function xmlCharset(bytes: Bytes): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 100));
  return /^<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-16)([\w.:-]+)/i.exec(start)?.[1];
}

/** Reads the whole content. Returns `undefined` and cancels the stream if the content exceeds the maximum. */
async function readBytes(body: FetchResponse["body"], maximum: number): Promise<Bytes | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    length += next.value.length;
    if (length > maximum) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  return joinBytes(chunks);
}

const notJson: unique symbol = Symbol("not JSON");

/** Content of an undeclared type that is not JSON is returned as a string. */
function parseBody(text: string, kind: BodyKind, contentType: string): unknown {
  if (kind === "text") return text;
  if (kind === "form") return parseForm(text);
  if (kind === "unknown" && text === "") return undefined;
  if (kind === "unknown" && !isJson(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // The error is dropped, because it quotes the content.
    return kind === "unknown" ? text : notJson;
  }
}

/** Whether the content is one JSON value, by the same rule as in the generator. */
function isJson(contentType: string): boolean {
  return /^(?![^;]*(ndjson|jsonl|json-?seq|json-lines))[^;]*json/i.test(contentType);
}

/** Fields by name. The last of several equal names wins. */
function parseForm(text: string): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  new URLSearchParams(text).forEach((value, name) => {
    fields.set(name, value);
  });
  return Object.fromEntries(fields);
}

/**
 * Headers by lower-case name. Repeated headers are joined by commas, cookies by line breaks, because they may
 * contain commas.
 */
export function headersRecord(headers: FetchResponse["headers"]): HttpResponse["headers"] {
  const record = new Map<string, string>();
  headers.forEach((value, name) => {
    const earlier = record.get(name);
    const separator = name === "set-cookie" ? "\n" : ", ";
    record.set(name, earlier === undefined ? value : earlier + separator + value);
  });
  return Object.fromEntries(record);
}
