/** Retries as the standard mode of the AWS SDKs does them. */

import { errorCode } from "./errors.js";
import { parseDelay, retryAfter } from "./retry-after.js";
import { fullJitter, type Outcome, type RetryPolicy } from "./retry-policy.js";
import type { RetryOptions } from "./transport-options.js";

/** What a retry costs, of the 500 tokens of a transport; a success gives back what its last retry cost. */
const cost = { throttling: 5, transient: 14 };
/** The wait before the first retry is up to so many milliseconds. */
const base = { throttling: 1000, transient: 50 };

const throttlingCodes =
  /^(BandwidthLimitExceeded|EC2ThrottledException|LimitExceededException|PriorRequestNotComplete|ProvisionedThroughputExceededException|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown|ThrottledException|Throttling(Exception)?|TooManyRequestsException|TransactionInProgressException)$/;

/**
 * Sends a request again, whatever its method, that was throttled (by code or 429) or failed in passing (by code, 500,
 * 502, 503, 504, or because the connection failed or took too long). When much fails, the tokens run out, and
 * nothing is sent again until requests succeed.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function awsRetries(options: RetryOptions | false = {}): RetryPolicy | undefined {
  if (options === false) return undefined;
  const { attempts = 3, maxDelay = 20_000 } = options;
  let tokens = 500;
  return () => {
    const invocationId = crypto.randomUUID();
    let attempt = 1;
    let paid = 1;
    return {
      headers: () => ({
        "amz-sdk-invocation-id": invocationId,
        "amz-sdk-request": `attempt=${attempt}; max=${attempts}`,
      }),
      after(outcome) {
        const kind = kindOfFailure(outcome);
        if (kind === undefined) {
          if (isSuccess(outcome)) tokens = Math.min(500, tokens + paid);
          return undefined;
        }
        if (attempt >= attempts || tokens < cost[kind]) return undefined;
        tokens -= cost[kind];
        paid = cost[kind];
        const delay = fullJitter(base[kind], attempt, maxDelay);
        attempt += 1;
        return Math.max(delay, Math.min(askedDelay(outcome), delay + 5000));
      },
    };
  };
}

function isSuccess({ status = 0 }: Outcome): boolean {
  return status >= 200 && status < 300;
}

function kindOfFailure(outcome: Outcome): keyof typeof cost | undefined {
  const { status = 0 } = outcome;
  const code = errorCode(outcome) ?? "";
  if (status === 429 || throttlingCodes.test(code)) return "throttling";
  const isTransient =
    [500, 502, 503, 504].includes(status) || /^RequestTimeout(Exception)?$/.test(code);
  const isLost = outcome.error !== undefined && outcome.isConnectionFailure;
  return isTransient || isLost ? "transient" : undefined;
}

/** In milliseconds. */
function askedDelay(outcome: Outcome): number {
  return parseDelay(outcome.headers["x-amz-retry-after"]) ?? retryAfter(outcome) ?? 0;
}
