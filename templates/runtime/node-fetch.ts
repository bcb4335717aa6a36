/**
 * Sends requests with Node's own HTTP client, which is there at once: the first use of the global `fetch` costs a new
 * process some tenths of a second and tens of megabytes. Nothing imports this but applications that want it:
 *
 *     createSomeApi({ fetch: createNodeFetch() })
 */

import type { ByteReader, Fetch, FetchRequest, FetchResponse } from "./transport-options.js";

/** The options of a connection pool, as `https.Agent` takes them: `maxSockets`, `ca`, … */
export type NodeAgentOptions = Readonly<Record<string, unknown>>;

/**
 * Makes a `fetch` that keeps connections open and uses them again. Redirects are not followed, and no other
 * encoding than the plain one is asked for.
 */
export function createNodeFetch(options: NodeAgentOptions = {}): Fetch {
  const pools = new Map<string, Promise<Pool>>();
  return async (url, request) => {
    const [protocol = ""] = url.split("/", 1);
    const pool = pools.get(protocol) ?? openPool(protocol, options);
    pools.set(protocol, pool);
    const { http, agent } = await pool;
    const { content, contentType } = await toContent(request.body);
    const { method, headers, signal } = request;
    const sent = contentType === undefined ? headers : { "content-type": contentType, ...headers };
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const outgoing = http.request(url, { method, headers: sent, agent });
      // Node would do the same with the signal, but also watch the whole stream for it.
      signal.addEventListener("abort", () => outgoing.destroy(signal.reason));
      outgoing.on("error", reject);
      outgoing.on("response", (incoming) => {
        const encoding = incoming.headers["content-encoding"] ?? "identity";
        if (encoding === "identity") return resolve(toResponse(incoming));
        reject(new Error(`the content is encoded: ${encoding}`));
        incoming.destroy();
      });
      outgoing.end(content);
    });
  };
}

interface Pool {
  readonly http: NodeHttp;
  readonly agent: object;
}

async function openPool(protocol: string, options: NodeAgentOptions): Promise<Pool> {
  const http = await importNodeModule(protocol === "https:" ? "node:https" : "node:http");
  return { http, agent: new http.Agent({ keepAlive: true, ...options }) };
}

/** Bundlers leave the import alone, and whoever compiles it needs no types of Node. */
function importNodeModule(name: string): Promise<NodeHttp> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}

/** As much as is needed here of `node:http`, and of `node:https`. */
interface NodeHttp {
  readonly Agent: new (options: NodeAgentOptions) => object;
  request(
    url: string,
    options: Pick<FetchRequest, "method" | "headers"> & { readonly agent: object },
  ): NodeRequest;
}

interface NodeRequest {
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "response", listener: (response: NodeResponse) => void): unknown;
  end(content: string | Uint8Array | undefined): unknown;
  destroy(reason: unknown): unknown;
}

interface NodeResponse extends AsyncIterable<Uint8Array> {
  readonly statusCode?: number | undefined;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly headers: { readonly "content-encoding"?: string | undefined };
  destroy(): unknown;
}

interface Content {
  readonly content: string | Uint8Array | undefined;
  readonly contentType?: string | undefined;
}

/** Only forms and blobs need the classes of the global `fetch`, and load them. */
async function toContent(body: FetchRequest["body"]): Promise<Content> {
  if (body === null) return { content: undefined };
  if (typeof body === "string" || body instanceof Uint8Array) return { content: body };
  if (body instanceof ArrayBuffer) return { content: new Uint8Array(body) };
  const written = new Response(body);
  const contentType = written.headers.get("content-type") ?? undefined;
  return { content: new Uint8Array(await written.arrayBuffer()), contentType };
}

function toResponse(incoming: NodeResponse): FetchResponse {
  const chunks = incoming[Symbol.asyncIterator]();
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
      forEach(tell) {
        const { rawHeaders } = incoming;
        for (let at = 0; at < rawHeaders.length; at += 2) {
          tell(rawHeaders[at + 1] ?? "", rawHeaders[at]?.toLowerCase() ?? "");
        }
      },
    },
    body: { getReader: () => reader },
  };
}
