/** What every transport can be told. */

/** How an API is reached; each `create…` function takes these besides its own. */
export interface TransportOptions {
  /** Sends the requests, in place of the global `fetch`: through a proxy, say, or without it. */
  readonly fetch?: Fetch | undefined;
  /** When a request is sent again that failed; `false` for never. */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * How long an attempt may take, in milliseconds, from its authentication to the end of its response.
   * @default 300_000, which is as long as Node's `fetch` waits for the first byte
   */
  readonly timeout?: number | undefined;
  /**
   * How much content a response may have, in bytes after decompression. Of one with more the connection is
   * closed, and the request fails.
   * @default 64 MiB
   */
  readonly maxResponseBytes?: number | undefined;
  /** Waits so many milliseconds before another attempt, in place of a timer: for tests. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** How often a failed request is sent again, and after how long. */
export interface RetryOptions {
  /**
   * How often a request is sent at most.
   * @default 3
   */
  readonly attempts?: number | undefined;
  /**
   * The longest wait between two attempts, in milliseconds. A response that asks for a longer one is not retried.
   * @default 20_000
   */
  readonly maxDelay?: number | undefined;
}

/** As much of `fetch` as a transport needs; the `fetch` of other packages, such as `undici`, is one too. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchResponse>;

export interface FetchRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Blobs and forms are written out before, because other packages have other classes for them. */
  readonly body: string | Bytes | null;
  readonly signal: AbortSignal;
  /** A redirect is given back as it is. */
  readonly redirect: "manual";
}

/** Bytes that are shared with no other thread, in the words of whatever TypeScript reads this. */
export type Bytes = ReturnType<typeof Uint8Array.of>;

export interface FetchResponse {
  readonly status: number;
  /** `opaqueredirect` where a browser hides a redirect. */
  readonly type?: string;
  readonly headers: { forEach(tell: (value: string, name: string) => void): void };
  readonly body: { getReader(): ByteReader } | null;
}

/** The reader of a stream of bytes. */
export interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  /** Ends the stream early. */
  cancel(): Promise<void>;
}
