/** Reads what a server answers: no more than is allowed, and as the operation describes it. */

import { TransportError } from "./errors.js";
import type { BodyKind, HttpRequest, HttpResponse, HttpStatus } from "./http.js";
import type { Bytes, FetchResponse } from "./transport-options.js";

/**
 * Resolves with the response as plain data. Of one that is refused the content is left unread.
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
    throw new TransportError(`${sender} was redirected, and the browser does not show where to`);
  }
  if (!isHttpStatus(status)) {
    throw new TransportError(`${sender} was answered with the status ${status}`, {
      status,
      headers,
    });
  }
  const bytes = await readBytes(response.body, maxBytes);
  if (bytes === undefined) {
    throw new TransportError(`${sender} was answered with more than ${maxBytes} bytes`, {
      status,
      headers,
    });
  }
  const kind = bodyKind(kinds, status);
  if (kind === "bytes") return { status, headers, body: bytes.buffer };
  const contentType = headers["content-type"] ?? "no content-type";
  const body = parseBody(new TextDecoder().decode(bytes), kind, contentType);
  if (body === notJson) {
    const problem = `was answered with what is not JSON: ${status}, ${contentType}`;
    throw new TransportError(`${sender} ${problem}`, { status, headers });
  }
  return { status, headers, body };
}

function isHttpStatus(status: number): status is HttpStatus {
  return Number.isInteger(status) && status >= 100 && status <= 599;
}

/** All the content; `undefined` if it is more than the maximum, and then the stream is ended. */
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
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function bodyKind(kinds: HttpRequest["responseBodies"], status: HttpStatus): BodyKind {
  return kinds[status] ?? kinds[`${Math.floor(status / 100)}XX`] ?? kinds["default"] ?? "unknown";
}

const notJson: unique symbol = Symbol("not JSON");

/** Where nothing is declared, text is as good as JSON. */
function parseBody(text: string, kind: BodyKind, contentType: string): unknown {
  if (kind === "text") return text;
  if (kind === "form") return parseForm(text);
  if (kind === "none" || (kind === "unknown" && text === "")) return undefined;
  if (kind === "unknown" && !/json/i.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // The error is dropped, because it quotes the content.
    return kind === "unknown" ? text : notJson;
  }
}

/** By name; of repeated fields the last one. */
function parseForm(text: string): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  new URLSearchParams(text).forEach((value, name) => {
    fields.set(name, value);
  });
  return Object.fromEntries(fields);
}

/** By name in lower case, repeated ones joined. */
export function headersRecord(headers: FetchResponse["headers"]): HttpResponse["headers"] {
  const record = new Map<string, string>();
  headers.forEach((value, name) => {
    const earlier = record.get(name);
    record.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  });
  return Object.fromEntries(record);
}
