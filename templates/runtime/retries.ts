/** Retries by what HTTP itself promises, for services of which no more is known. */

import type { HttpRequest } from "./http.js";
import { retryAfter } from "./retry-after.js";
import { fullJitter, isIdempotent, type Outcome, type RetryPolicy } from "./retry-policy.js";
import type { RetryOptions } from "./transport-options.js";

/**
 * Sends a request again after a 429, and one of an idempotent method after a failure of the connection
 * or a 503 that says when to come back. So no request is processed twice that changes something each time.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-idempotent-methods
 */
export function httpRetries(options: RetryOptions | false = {}): RetryPolicy | undefined {
  if (options === false) return undefined;
  const { attempts = 3, maxDelay = 20_000 } = options;
  return (request) => {
    let attempt = 0;
    return {
      after(outcome) {
        attempt += 1;
        if (attempt >= attempts || !mayBeSentAgain(request, outcome)) return undefined;
        const delay = retryAfter(outcome) ?? fullJitter(100, attempt, maxDelay);
        return delay <= maxDelay ? delay : undefined;
      },
    };
  };
}

function mayBeSentAgain({ method }: HttpRequest, outcome: Outcome): boolean {
  if (outcome.status === 429) return true;
  if (!isIdempotent(method)) return false;
  if (outcome.status === 503) return retryAfter(outcome) !== undefined;
  return outcome.error !== undefined && outcome.isConnectionFailure;
}
