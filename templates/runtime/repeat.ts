/** Waits before a workflow repeats a step: in retries of failed steps, and in loops. */

import type { HttpResponse } from "./http.js";
import { retryAfter } from "./retry-after.js";
import type { NoResponse, Step } from "./run.js";
import { wait } from "./wait.js";

/**
 * Waits before a step is retried; resolves with `false` if the limit is reached. The count restarts after an
 * attempt that was not a retry.
 *
 * `after` is in seconds. A `Retry-After` header of the response overrides it.
 */
export async function retry(
  step: Step,
  action: string,
  { after, limit }: { readonly after: number; readonly limit: number },
  response?: HttpResponse | NoResponse,
): Promise<boolean> {
  const { attempts, retries, retriedAt, loopedAt } = step;
  if (retriedAt !== attempts - 1) retries.clear();
  const count = (retries.get(action) ?? 0) + 1;
  if (count > limit) return false;
  retries.set(action, count);
  step.retriedAt = attempts;
  if (loopedAt === attempts - 1) step.loopedAt = attempts;
  const { signal, sleep } = step.run.options;
  await wait((response && retryAfter(response)) ?? after * 1000, signal, sleep);
  return true;
}

/** Waits before the workflow goes back to a step, longer each round. */
export async function pause(step: Step): Promise<void> {
  const { attempts, rounds, loopedAt } = step;
  // If a step runs a workflow that cannot fail, its attempts are not counted.
  const attempt = attempts || loopedAt + 1;
  const round = loopedAt === attempt - 1 ? rounds + 1 : 1;
  step.rounds = round;
  step.loopedAt = attempt;
  const { loopDelay = doubling, signal, sleep } = step.run.options;
  await wait(loopDelay(round), signal, sleep);
}

function doubling(round: number): number {
  return Math.min(1000 * 2 ** (round - 1), 30_000);
}
