/** Waits before a workflow repeats a step: in retries of failed steps, and in loops. */

import type { HttpResponse } from "./http.js";
import { retryAfter } from "./retry-after.js";
import type { NoResponse, Run } from "./run.js";
import { wait } from "./wait.js";

/**
 * Waits before a step is retried; resolves with `false` if the limit is reached. The count restarts after an
 * attempt that was not a retry.
 *
 * A `Retry-After` header of the response overrides `after`, in seconds.
 */
export async function retry(
  run: Run,
  stepId: string,
  action: string,
  { after, limit }: { readonly after: number; readonly limit: number },
  response?: HttpResponse | NoResponse,
): Promise<boolean> {
  const history = run.historyOf(stepId);
  const { attempts, retries, retriedAt, loopedAt } = history;
  if (retriedAt !== attempts - 1) retries.clear();
  const count = (retries.get(action) ?? 0) + 1;
  if (count > limit) return false;
  retries.set(action, count);
  history.retriedAt = attempts;
  if (loopedAt === attempts - 1) history.loopedAt = attempts;
  const { signal, sleep } = run.options;
  await wait((response && retryAfter(response)) ?? after * 1000, signal, sleep);
  return true;
}

/** Waits before the workflow goes back to a step, longer each round. */
export async function pause(run: Run, stepId: string): Promise<void> {
  const history = run.historyOf(stepId);
  const { attempts, rounds, loopedAt } = history;
  // A step that runs a workflow that cannot fail counts no attempts.
  const attempt = attempts || loopedAt + 1;
  const round = loopedAt === attempt - 1 ? rounds + 1 : 1;
  history.rounds = round;
  history.loopedAt = attempt;
  const { loopDelay = doubling, signal, sleep } = run.options;
  await wait(loopDelay(round), signal, sleep);
}

function doubling(round: number): number {
  return Math.min(1000 * 2 ** (round - 1), 30_000);
}
