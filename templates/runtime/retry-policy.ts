/** The common part of the retry policies. */

import type { TransportError } from "./errors.js";
import type { HttpRequest, HttpResponse } from "./http.js";

/** Starts the attempts at a request. */
export type RetryPolicy = (request: HttpRequest) => Attempts;

export interface Attempts {
  /** Headers that describe the next attempt to the service. */
  headers?(): Readonly<Record<string, string>>;
  /**
   * Called after each attempt, including a successful one. Returns the milliseconds to wait before the next
   * attempt; `undefined` if there is none.
   */
  after(outcome: Outcome): number | undefined;
}

export type Outcome = (HttpResponse & { readonly error?: undefined }) | FailedAttempt;

export interface FailedAttempt {
  readonly error: TransportError;
  /** Whether the connection failed or timed out, so that another attempt may succeed. */
  readonly isConnectionFailure: boolean;
  /** The status of the response, if one arrived. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: undefined;
}

/**
 * Whether a request of this method can safely be sent again.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-idempotent-methods
 */
export function isIdempotent(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|TRACE|QUERY|PUT|DELETE)$/.test(method);
}

/**
 * A random time of up to `base` milliseconds, doubled for each attempt after the first, so that clients that
 * failed at the same time do not retry at the same time.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter(base: number, attempt: number, maximum: number): number {
  return Math.random() * Math.min(base * 2 ** (attempt - 1), maximum);
}
