/** What makes a workflow send a step again: retries of failed steps, and loops. */

import type { HttpResponse } from "./http.js";
import { retryAfter } from "./retry-after.js";
import type { NoResponse, Run } from "./run.js";
import { wait } from "./wait.js";

/** How often a step is repeated. What is counted is counted anew when an attempt in between was not. */
interface Repetition {
  /** How often each action has tried the step again, by its name, and after which attempt the last did. */
  readonly retries: Map<string, number>;
  retriedAt: number;
  /** The rounds of the loop that begins with the step, and the last attempt in it. */
  rounds: number;
  loopedAt: number;
}

const repetitions = new WeakMap<Run, Map<string, Repetition>>();

/**
 * Waits before a step is tried again; resolves with `false` when it was tried often enough.
 *
 * A `Retry-After` header of the response overrules `after`, in seconds.
 */
export async function retry(
  run: Run,
  stepId: string,
  action: string,
  { after, limit }: { readonly after: number; readonly limit: number },
  response?: HttpResponse | NoResponse,
): Promise<boolean> {
  const attempt = run.attempts.get(stepId) ?? 0;
  const repetition = repetitionOf(run, stepId);
  const { retries, retriedAt, loopedAt } = repetition;
  if (retriedAt !== attempt - 1) retries.clear();
  const count = (retries.get(action) ?? 0) + 1;
  if (count > limit) return false;
  retries.set(action, count);
  repetition.retriedAt = attempt;
  if (loopedAt === attempt - 1) repetition.loopedAt = attempt;
  const { signal, sleep } = run.options;
  await wait((response && retryAfter(response)) ?? after * 1000, signal, sleep);
  return true;
}

/** Waits before the workflow goes back to a step, longer each round. */
export async function pause(run: Run, stepId: string): Promise<void> {
  const repetition = repetitionOf(run, stepId);
  const { rounds, loopedAt } = repetition;
  // The attempts at a step that only waits for a workflow are not counted.
  const attempt = run.attempts.get(stepId) ?? loopedAt + 1;
  const round = loopedAt === attempt - 1 ? rounds + 1 : 1;
  repetition.rounds = round;
  repetition.loopedAt = attempt;
  const { loopDelay = doubling, signal, sleep } = run.options;
  await wait(loopDelay(round), signal, sleep);
}

function repetitionOf(run: Run, stepId: string): Repetition {
  const ofRun = repetitions.get(run) ?? new Map<string, Repetition>();
  repetitions.set(run, ofRun);
  const first = { retries: new Map<string, number>(), retriedAt: -1, rounds: 0, loopedAt: -1 };
  const repetition = ofRun.get(stepId) ?? first;
  ofRun.set(stepId, repetition);
  return repetition;
}

function doubling(round: number): number {
  return Math.min(1000 * 2 ** (round - 1), 30_000);
}
