/** Waiting that ends at once when it is no longer wanted. */

/** The longest time that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * Waits so many milliseconds, or until the signal is aborted: then it rejects with the signal's reason.
 * @param sleep waits in place of a timer
 */
export async function wait(
  milliseconds: number,
  signal: AbortSignal | undefined,
  sleep?: (milliseconds: number) => Promise<void>,
): Promise<void> {
  if (sleep) await orAbort(sleep(milliseconds), signal);
  else {
    for (let left = milliseconds; left > 0 && !signal?.aborted; left -= longestTimer) {
      await startTimer(Math.min(left, longestTimer), signal);
    }
  }
  signal?.throwIfAborted();
}

/** Ends early when the signal is aborted. */
function startTimer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done);
  });
}

/** Rejects at once when the signal aborts, for work that takes no signal itself. */
export function orAbort<Value>(
  work: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** A time by which work is to be done. */
export interface Deadline {
  /** Aborts when the time is over, and with the signal that it was started with. */
  readonly signal: AbortSignal;
  /** Rejects at once when the signal aborts, for work that may not mind it. */
  limit<Value>(work: Promise<Value>): Promise<Value>;
  /** Leaves no timer behind. Stops what still goes on, unless the work is done. */
  end(isDone: boolean): void;
}

export function startDeadline(milliseconds: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let stopWaiting = (_reason: unknown) => {};
  const abort = () => {
    controller.abort();
    stopWaiting(controller.signal.reason);
  };
  const timer = setTimeout(abort, Math.min(milliseconds, longestTimer));
  signal?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    limit(work) {
      return new Promise((resolve, reject) => {
        stopWaiting = reject;
        work.then(resolve, reject);
      });
    },
    end(isDone) {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      if (!isDone) abort();
    },
  };
}
