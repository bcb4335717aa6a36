/** A real HTTP server on 127.0.0.1 that records what reaches it, and misbehaves when told to. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

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
  | { readonly kind: "stall" };

export interface HttpServer<Request extends ReceivedRequest = ReceivedRequest> {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly Request[];
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
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
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
    default:
      answer satisfies never;
  }
}
