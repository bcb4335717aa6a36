/** A server that reads bytes itself, and takes exactly what RFC 9112 has a client send: anything else is a fault. */

import type { Socket } from "node:net";
import { startRawServer } from "../servers/raw-server.js";

export interface StrictRequest {
  readonly method: string;
  readonly target: string;
  /** By name in lower case; in Latin 1, without the space around them. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface StrictServer {
  readonly url: string;
  readonly port: number;
  /** What came since it was asked last: requests, and what was wrong with the bytes. */
  take(id: string): {
    readonly requests: readonly StrictRequest[];
    readonly faults: readonly string[];
  };
  close(): Promise<void>;
}

/** The header by which requests are told apart. */
export const idHeader = "x-trace";

export async function startStrictServer(): Promise<StrictServer> {
  const byId = new Map<string, StrictRequest[]>();
  const faults: string[] = [];
  const server = await startRawServer((socket) => {
    socket.setNoDelay(true);
    let waiting: Buffer = Buffer.alloc(0);
    socket.on("data", (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      try {
        waiting = answerAll(socket, waiting);
      } catch (fault) {
        faults.push(`${fault} in ${JSON.stringify(waiting.toString("latin1").slice(0, 2000))}`);
        waiting = Buffer.alloc(0);
        socket.destroy();
      }
    });
  });
  const { host, port } = new URL(server.url);

  function answerAll(socket: Socket, bytes: Buffer): Buffer {
    const read = readRequest(bytes, host);
    if (!read) return bytes;
    // A client of this kind sends its next request after the response.
    if (read.rest.length > 0) throw new Error("bytes after the request");
    const id = read.request.headers.get(idHeader) ?? "none";
    byId.set(id, [...(byId.get(id) ?? []), read.request]);
    socket.write(
      `HTTP/1.1 200 OK\r\nContent-Length: ${id.length}\r\n\r\n${read.request.method === "HEAD" ? "" : id}`,
    );
    return read.rest;
  }

  return {
    url: server.url,
    port: Number(port),
    take(id) {
      const requests = byId.get(id) ?? [];
      byId.delete(id);
      return { requests, faults: faults.splice(0) };
    },
    close: server.close,
  };
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Wider than RFC 3986: a URL that is not written by the runtime keeps characters such as `|`. */
const targetForm = /^\/[!$-;=?-~]*$/;

/** The request at the start; undefined if it is not there as a whole. */
function readRequest(
  bytes: Buffer,
  host: string,
): { readonly request: StrictRequest; readonly rest: Buffer } | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [start = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [method = "", target = "", version, ...others] = start.split(" ");
  if (others.length > 0 || version !== "HTTP/1.1") throw new Error(`request line ${start}`);
  if (!token.test(method)) throw new Error(`method ${method}`);
  if (!targetForm.test(target)) throw new Error(`target ${target}`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:]*):(.*)$/s.exec(line) ?? [];
    if (!token.test(name)) throw new Error(`header name ${JSON.stringify(line)}`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new Error(`header value ${JSON.stringify(line)}`);
    if (headers.has(name.toLowerCase())) throw new Error(`repeated header ${name}`);
    headers.set(name.toLowerCase(), value.replace(/^[\t ]+|[\t ]+$/g, ""));
  }
  if (headers.get("host") !== host) throw new Error(`host ${headers.get("host")}`);
  if (headers.has("transfer-encoding")) throw new Error("transfer-encoding");
  const length = headers.get("content-length") ?? "0";
  if (!/^\d+$/.test(length)) throw new Error(`content-length ${length}`);
  const bodyEnd = end + 4 + Number(length);
  if (bytes.length < bodyEnd) return undefined;
  const body = bytes.subarray(end + 4, bodyEnd);
  return { request: { method, target, headers, body }, rest: bytes.subarray(bodyEnd) };
}
