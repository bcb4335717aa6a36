/**
 * Sends requests with Node's HTTP client, which a new process can use at once: the first use of the global
 * `fetch` costs some tenths of a second and tens of megabytes. Pass it to a transport:
 *
 *     createSomeApi({ fetch: createNodeFetch() })
 */

import { decodeContent, importNodeModule } from "./node-decoding.js";
import { withoutFraming } from "./prepare-request.js";
import { isIdempotent } from "./retry-policy.js";
import type { ByteReader, Fetch, FetchRequest, FetchResponse } from "./transport-options.js";

/** The options of `https.Agent`, such as `maxSockets` and `ca`. */
export type NodeAgentOptions = Readonly<Record<string, unknown>>;

/**
 * Creates a `fetch` that reuses connections and follows no redirects. It requests content without encoding, and
 * decodes gzip, deflate and br.
 */
export function createNodeFetch(options: NodeAgentOptions = {}): Fetch {
  const pools = new Map<string, Promise<Pool>>();
  return async (url, request) => {
    const [protocol = ""] = url.split("/", 1);
    const pool = pools.get(protocol) ?? openPool(protocol, options);
    pools.set(protocol, pool);
    const { http, kept, single } = await pool;
    const { method, body, signal } = request;
    const content = typeof body === "string" ? new TextEncoder().encode(body) : body;
    const headers = {
      "accept-encoding": "identity",
      "user-agent": "arazzo-typescript",
      ...withoutFraming(request.headers),
      ...contentLength(method, content),
    };
    const begin = (agent: object) => {
      signal.throwIfAborted();
      return exchange(http.request(url, { method, headers, agent }), content, signal);
    };
    const { response, isStale } = begin(kept);
    const received = await response.catch((error: unknown) => {
      if (!isStale() || !isIdempotent(method)) throw error;
      return begin(single).response;
    });
    return toResponse(received);
  };
}

interface Pool {
  readonly http: NodeHttp;
  /** Keeps connections open. */
  readonly kept: object;
  /** Opens a connection for each request. */
  readonly single: object;
}

async function openPool(protocol: string, options: NodeAgentOptions): Promise<Pool> {
  const http: NodeHttp = await importNodeModule(protocol === "https:" ? "node:https" : "node:http");
  return {
    http,
    kept: new http.Agent({ keepAlive: true, ...options }),
    single: new http.Agent({ ...options, keepAlive: false }),
  };
}

/** The used part of `node:http` and `node:https`. */
interface NodeHttp {
  readonly Agent: new (options: NodeAgentOptions) => object;
  request(
    url: string,
    options: Pick<FetchRequest, "method" | "headers"> & { readonly agent: object },
  ): NodeRequest;
}

interface NodeRequest {
  readonly reusedSocket: boolean;
  on(event: "socket", listener: (socket: NodeSocket) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "response", listener: (response: NodeResponse) => void): unknown;
  on(event: "upgrade", listener: (response: NodeResponse, socket: NodeSocket) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  end(content: Uint8Array | null): unknown;
  destroy(reason: unknown): unknown;
}

interface NodeSocket {
  /** Since the connection was opened. */
  readonly bytesRead: number;
  destroy(): unknown;
}

interface NodeResponse extends AsyncIterable<Uint8Array> {
  readonly statusCode?: number | undefined;
  /** Alternating names and values. */
  readonly rawHeaders: readonly string[];
  readonly headers: { readonly "content-encoding"?: string | undefined };
  destroy(): unknown;
}

/**
 * Node sends the body of some methods without its length, so that servers would read it as the next request.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-content-length
 */
function contentLength(method: string, content: Uint8Array | null): FetchRequest["headers"] {
  const isExpected = content !== null || /^(POST|PUT|PATCH)$/.test(method);
  return isExpected ? { "content-length": `${content?.length ?? 0}` } : {};
}

interface Exchange {
  /** Resolves when the head of the response has arrived. */
  readonly response: Promise<NodeResponse>;
  /**
   * Whether the connection is reused and has received no byte for this request. The server has probably closed
   * it before the request arrived.
   * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.3.1
   */
  isStale(): boolean;
}

function exchange(
  outgoing: NodeRequest,
  content: Uint8Array | null,
  signal: AbortSignal,
): Exchange {
  let socket: NodeSocket | undefined;
  let bytesBefore = 0;
  outgoing.on("socket", (assigned) => {
    socket = assigned;
    bytesBefore = assigned.bytesRead;
  });
  const response = new Promise<NodeResponse>((resolve, reject) => {
    let hasResponse = false;
    // Node's own `signal` option would also abort the stream of the response. After a complete response, Node
    // no longer handles errors of the socket, so a later abort with a reason would end the process.
    const abort = () => outgoing.destroy(hasResponse ? undefined : signal.reason);
    signal.addEventListener("abort", abort);
    const refuse = (connection: Pick<NodeSocket, "destroy">) => {
      connection.destroy();
      reject(new Error("the server switched to another protocol"));
    };
    outgoing.on("response", (incoming) => {
      hasResponse = true;
      if (incoming.statusCode === 101) refuse(incoming);
      else resolve(incoming);
    });
    outgoing.on("upgrade", (_, upgraded) => refuse(upgraded));
    outgoing.on("error", reject);
    outgoing.on("close", () => {
      signal.removeEventListener("abort", abort);
      reject(new Error("the connection was closed without a response"));
    });
    outgoing.end(content);
  });
  return {
    response,
    isStale: () => outgoing.reusedSocket && socket?.bytesRead === bytesBefore,
  };
}

function toResponse(incoming: NodeResponse): FetchResponse {
  const encoding = incoming.headers["content-encoding"] ?? "identity";
  const chunks = decodeContent(incoming, encoding)[Symbol.asyncIterator]();
  const reader: ByteReader = {
    read: async () => {
      const { done = false, value } = await chunks.next();
      return { done, value };
    },
    async cancel() {
      incoming.destroy();
    },
  };
  return {
    status: incoming.statusCode ?? 0,
    headers: {
      forEach(callback) {
        const { rawHeaders } = incoming;
        for (let at = 0; at < rawHeaders.length; at += 2) {
          callback(rawHeaders[at + 1] ?? "", rawHeaders[at]?.toLowerCase() ?? "");
        }
      },
    },
    body: { getReader: () => reader },
  };
}
