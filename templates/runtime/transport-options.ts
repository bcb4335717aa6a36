/** Options that all `create…` functions have. */
export interface TransportOptions {
  /** Replaces the global `fetch`, for example to use a proxy. */
  readonly fetch?: Fetch | undefined;
  /** Retries of failed requests; `false` turns them off. */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * The maximum duration of an attempt in milliseconds, from authentication to the end of the response.
   * @default 300_000, which is as long as Node's `fetch` waits for the first byte
   */
  readonly timeout?: number | undefined;
  /**
   * The maximum content of a response, in bytes after decompression. If a response exceeds it, the connection
   * is closed and the request fails.
   * @default 64 MiB
   */
  readonly maxResponseBytes?: number | undefined;
  /** Replaces the timer for waits before another attempt: for tests. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

export interface RetryOptions {
  /**
   * The maximum number of attempts, including the first.
   * @default 3
   */
  readonly attempts?: number | undefined;
  /**
   * The maximum wait between two attempts in milliseconds. A response that requests a longer wait is not
   * retried.
   * @default 20_000
   */
  readonly maxDelay?: number | undefined;
}

/** The part of `fetch` that a transport needs. The `fetch` of packages such as `undici` is compatible. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchResponse>;

export interface FetchRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Blobs and forms are converted to bytes, because other packages have other classes for them. */
  readonly body: string | Bytes | null;
  readonly signal: AbortSignal;
  /** Redirects are returned, not followed. */
  readonly redirect: "manual";
}

/** Bytes that are not shared with other threads, as each version of TypeScript declares them. */
export type Bytes = ReturnType<typeof Uint8Array.of>;

export interface FetchResponse {
  readonly status: number;
  /** `opaqueredirect` where a browser hides a redirect. */
  readonly type?: string;
  readonly headers: { forEach(callback: (value: string, name: string) => void): void };
  readonly body: { getReader(): ByteReader } | null;
}

export interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}
