/** Retries requests as the standard mode of the AWS SDKs does. */

import { errorCode } from "./error-code.js";
import { parseDelay, retryAfter } from "./retry-after.js";
import { fullJitter, type Outcome, type RetryPolicy } from "./retry-policy.js";
import type { RetryOptions } from "./transport-options.js";

/**
 * The cost of a retry in tokens. A transport starts with 500 tokens, and regains at a success the cost of the
 * request's last retry, or one token if there was no retry.
 */
const cost = { throttling: 5, transient: 14 };
/** The maximum wait before the first retry, in milliseconds. */
const base = { throttling: 1000, transient: 50 };

const throttlingCodes =
  /^(BandwidthLimitExceeded|EC2ThrottledException|LimitExceededException|PriorRequestNotComplete|ProvisionedThroughputExceededException|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown|ThrottledException|Throttling(Exception)?|TooManyRequestsException|TransactionInProgressException)$/;

/**
 * Retries a request of any method after throttling (by error code or 429) and after a transient failure (by
 * error code, 500, 502, 503, 504, a connection failure or a timeout). If many requests fail, the tokens run
 * out, and nothing is retried until requests succeed.
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
        return Math.max(delay, Math.min(requestedDelay(outcome), delay + 5000));
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
function requestedDelay(outcome: Outcome): number {
  return parseDelay(outcome.headers["x-amz-retry-after"]) ?? retryAfter(outcome) ?? 0;
}
