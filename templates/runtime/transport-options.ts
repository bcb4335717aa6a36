/** What every transport can be told. */

/** How an API is reached; each `create…` function takes these besides its own. */
export interface TransportOptions {
  /** Replaces the global `fetch`, such as for a proxy. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
