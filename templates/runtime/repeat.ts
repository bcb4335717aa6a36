/** What makes a workflow send a step again: retries of failed steps, and loops. */

import type { HttpResponse } from "./http.js";
import type { NoResponse, Run } from "./run.js";

/**
 * Waits before a step is tried again; resolves with `false` when it was tried often enough.
 *
 * A `Retry-After` header of the response overrules `after`, in seconds.
 */
export async function retry(
  run: Run,
  stepId: string,
  action: string,
  response: HttpResponse | NoResponse,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<boolean> {
  const key = `${stepId}\n${action}`;
  const count = (run.retries.get(key) ?? 0) + 1;
  if (count > limit) return false;
  run.retries.set(key, count);
  run.retried = stepId;
  await run.wait(retryAfter(response) ?? after * 1000);
  return true;
}

const rounds = new WeakMap<Run, Map<string, number>>();

/** Waits before the workflow goes back to a step, longer each time. */
export async function pause(run: Run, stepId: string): Promise<void> {
  const own = rounds.get(run) ?? new Map<string, number>();
  rounds.set(run, own);
  const round = (own.get(stepId) ?? 0) + 1;
  own.set(stepId, round);
  await run.wait((run.options.loopDelay ?? doubling)(round));
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
