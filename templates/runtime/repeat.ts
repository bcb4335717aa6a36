/** What makes a workflow send a step again: retries of failed steps, and loops. */

import type { HttpResponse } from "./http.js";
import type { NoResponse, Run } from "./run.js";

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
  await wait(run, (response && retryAfter(response)) ?? after * 1000);
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
  await wait(run, (run.options.loopDelay ?? doubling)(round));
}

function repetitionOf(run: Run, stepId: string): Repetition {
  const ofRun = repetitions.get(run) ?? new Map<string, Repetition>();
  repetitions.set(run, ofRun);
  const first = { retries: new Map<string, number>(), retriedAt: -1, rounds: 0, loopedAt: -1 };
  const repetition = ofRun.get(stepId) ?? first;
  ofRun.set(stepId, repetition);
  return repetition;
}

/** The longest time that a timer can wait, in milliseconds. */
const longest = 2 ** 31 - 1;

/** Waits, or until the signal is aborted: then it rejects with the signal's reason. */
async function wait(run: Run, milliseconds: number): Promise<void> {
  const { signal, sleep } = run.options;
  if (sleep) await sleep(milliseconds);
  else {
    for (let left = milliseconds; left > 0 && !signal?.aborted; left -= longest) {
      await startTimer(Math.min(left, longest), signal);
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

function doubling(round: number): number {
  return Math.min(1000 * 2 ** (round - 1), 30_000);
}

/**
 * What a response asks to wait, in milliseconds: so many seconds, or until a date.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
function retryAfter({ headers }: Pick<HttpResponse, "headers">): number | undefined {
  const value = headers["retry-after"];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  const now = Date.parse(headers["date"] ?? "");
  return Number.isNaN(date) || Number.isNaN(now) ? undefined : Math.max(0, date - now);
}
