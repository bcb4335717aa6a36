/** A real HTTP server on 127.0.0.1 that records what reaches it, and misbehaves when told to. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";

export interface ReceivedRequest {
  readonly method: string;
  /** The request target as it came over the wire. */
  readonly url: string;
  /** By name in lower case, all the values that came. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly rawBody: string;
  readonly bytes: Uint8Array;
  /** Resolves when the connection is done with this request, answered or not. */
  readonly closed: Promise<unknown>;
}

export type Answer =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string | string[]>>;
      readonly body?: string | Uint8Array;
    }
  /** Closes the connection without a word. */
  | { readonly kind: "close" }
  /** Promises more content than it sends before it closes the connection. */
  | { readonly kind: "cut" }
  /** Says nothing until the client goes away. */
  | { readonly kind: "stall" }
  /** Sends a 200 and then a space now and then, until the client goes away. */
  | { readonly kind: "drip" }
  /** Sends a 200 with so many bytes, or until the client goes away. */
  | { readonly kind: "flood"; readonly bytes: number }
  /** Answers in another protocol. */
  | { readonly kind: "garbage" };

export interface HttpServer<Request extends ReceivedRequest = ReceivedRequest> {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly Request[];
  /** How many connections there have been. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts a server on a free port. What `answer` throws becomes a 500 that says so. */
export async function startHttpServer(
  answer: (request: ReceivedRequest) => Answer | Promise<Answer>,
): Promise<HttpServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const request = await receive(incoming, outgoing);
    requests.push(request);
    try {
      reply(outgoing, await answer(request));
    } catch (error) {
      reply(outgoing, { kind: "response", status: 500, body: `${error}` });
    }
  });
  let connections = 0;
  server.on("connection", () => {
    connections += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function receive(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<ReceivedRequest> {
  const closed = once(outgoing, "close");
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: incoming.headersDistinct as Record<string, string[]>,
    rawBody: bytes.toString("utf8"),
    bytes,
    closed,
  };
}

function reply(outgoing: ServerResponse, answer: Answer): void {
  switch (answer.kind) {
    case "response":
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    case "close":
      outgoing.destroy();
      return;
    case "cut":
      outgoing.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      outgoing.write("{", () => outgoing.destroy());
      return;
    case "stall":
      return;
    case "drip":
      drip(outgoing);
      return;
    case "flood":
      outgoing.writeHead(200, { "content-type": "application/json" });
      pipeline(Readable.from(spaces(answer.bytes)), outgoing, () => {});
      return;
    case "garbage":
      outgoing.socket?.end("220 this is no HTTP\r\n\r\n");
      return;
    default:
      answer satisfies never;
  }
}

function drip(outgoing: ServerResponse): void {
  outgoing.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => outgoing.write(" "), 5);
  outgoing.on("close", () => clearInterval(timer));
}

function* spaces(bytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(2 ** 20, " ");
  for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
}
