/** When a transport sends a request again: what its two policies have in common. */

import type { TransportError } from "./errors.js";
import type { HttpRequest, HttpResponse } from "./http.js";

/** Begins with a request, and decides until it has its response or fails. */
export type RetryPolicy = (request: HttpRequest) => Attempts;

/** The attempts at one request. */
export interface Attempts {
  /** What the headers tell the service of the next attempt. */
  headers?(): Readonly<Record<string, string>>;
  /**
   * Is told how each attempt ended, a success included; says how many milliseconds to wait before another,
   * `undefined` if there is none.
   */
  after(outcome: Outcome): number | undefined;
}

/** How an attempt ended. */
export type Outcome = (HttpResponse & { readonly error?: undefined }) | FailedAttempt;

/** An attempt that brought no response that can be read. */
export interface FailedAttempt {
  readonly error: TransportError;
  /** Whether the connection failed or took too long, so that another attempt may fare better. */
  readonly isConnectionFailure: boolean;
  /** Of the response, if one came. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: undefined;
}

/**
 * Whether a request of this method may be processed twice.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-idempotent-methods
 */
export function isIdempotent(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|TRACE|QUERY|PUT|DELETE)$/.test(method);
}

/**
 * A random time of up to `base` milliseconds, doubled for each attempt after the first: clients that failed together
 * do not come back together.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter(base: number, attempt: number, maximum: number): number {
  return Math.random() * Math.min(base * 2 ** (attempt - 1), maximum);
}
