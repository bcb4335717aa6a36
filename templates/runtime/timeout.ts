/** Time limits of steps. */

import { callWorkflow, type Succeeded } from "./call-workflow.js";
import type { Transport } from "./http.js";
import { type NoResponse, noResponse, type RunOptions, type Step } from "./run.js";
import { StepTimeoutError } from "./step-errors.js";
import { longestTimer, onAbort, orAbort } from "./wait.js";

/**
 * Limits the time for each request, which includes the transport's own retries and the reading of the response. A
 * request that takes longer is aborted, and rejects with a `StepTimeoutError`.
 */
export function withTimeout(transport: Transport, milliseconds: number): Transport {
  return {
    send: (request, signal) =>
      limitTime(milliseconds, signal, (limited) => transport.send(request, limited)),
  };
}

/**
 * Like `callWorkflow`, but limits the time. A workflow that takes longer is aborted, and the call resolves with a
 * `NoResponse`.
 * @param start runs the workflow with the options of the step
 */
export async function callWithTimeout<Result extends object>(
  step: Step,
  milliseconds: number,
  start: (options: RunOptions) => Promise<Result>,
): Promise<Succeeded<Result> | NoResponse> {
  const options = step.enter();
  try {
    return await limitTime(milliseconds, options.signal, (signal) =>
      callWorkflow(step, start({ ...options, signal })),
    );
  } catch (error) {
    options.signal?.throwIfAborted();
    // The timeouts of the steps of the called workflow are the causes of other errors.
    if (error instanceof StepTimeoutError) return noResponse(error);
    throw error;
  }
}

/** Leaves no timer and no listener after the work has ended. */
async function limitTime<Value>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = (left: number) => {
    const expire = () => controller.abort(new StepTimeoutError(milliseconds));
    const next = left > longestTimer ? () => start(left - longestTimer) : expire;
    timer = setTimeout(next, Math.min(left, longestTimer));
  };
  start(milliseconds);
  const stop = onAbort(signal, () => controller.abort(signal?.reason));
  try {
    return await orAbort(work(controller.signal), controller.signal);
  } finally {
    clearTimeout(timer);
    stop();
  }
}
