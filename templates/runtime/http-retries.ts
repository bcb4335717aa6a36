/** Retries by the rules of HTTP, for services without rules of their own. */

import type { HttpRequest } from "./http.js";
import { retryAfter } from "./retry-after.js";
import { fullJitter, isIdempotent, type Outcome, type RetryPolicy } from "./retry-policy.js";
import type { RetryOptions } from "./transport-options.js";

/**
 * Retries any request after a 429, and idempotent requests after a connection failure or a 503 with
 * `Retry-After`. So a request that is not idempotent is never processed twice.
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
