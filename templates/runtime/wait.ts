/** Waits that end at once when a signal aborts. */

/** The maximum delay of a timer, in milliseconds. */
export const longestTimer: number = 2 ** 31 - 1;

const callbacksOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls the callback when the signal aborts. A signal has one listener for all callbacks, because Node warns of
 * a leak when a signal has more than ten.
 * @returns a function that removes the callback
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined || signal.aborted) return () => {};
  const callbacks = callbacksOf.get(signal) ?? new Set();
  if (callbacks.size === 0) {
    callbacksOf.set(signal, callbacks);
    signal.addEventListener("abort", callAll, { once: true });
  }
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener("abort", callAll);
  };
}

function callAll(this: AbortSignal): void {
  const callbacks = callbacksOf.get(this) ?? [];
  callbacksOf.delete(this);
  for (const callback of callbacks) callback();
}

/**
 * Rejects with the signal's reason as soon as the signal aborts.
 * @param sleep replaces the timer
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

function startTimer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    const stop = onAbort(signal, done);
  });
}

/** Rejects as soon as the signal aborts, for work that does not accept a signal. */
export function orAbort<Value>(
  work: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(onAbort(signal, abort));
  });
}

export interface Deadline {
  /** Aborts when the time is over, or when the signal passed to `startDeadline` aborts. */
  readonly signal: AbortSignal;
  /** Clears the timer. Aborts `signal` unless the work is done. */
  end(isDone: boolean): void;
}

export function startDeadline(milliseconds: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, Math.min(milliseconds, longestTimer));
  const stop = onAbort(signal, abort);
  return {
    signal: controller.signal,
    end(isDone) {
      clearTimeout(timer);
      stop();
      if (!isDone) abort();
    },
  };
}
