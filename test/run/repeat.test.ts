/** The waits before a step is repeated. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pause, retry } from "../../templates/runtime/repeat.js";
import { startRun } from "../../templates/runtime/run.js";
import { rejectionOf } from "./rejection-of.js";

const day = 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a wait may be longer than a timer can be", async () => {
  const done = vi.fn();
  const run = startRun("w", { loopDelay: () => 60 * day });
  const waiting = pause(run.workflowStep("s")).then(done);
  await vi.advanceTimersByTimeAsync(60 * day - 1);
  expect(done).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
});

test("a wait without end stops when the run is aborted", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const run = startRun("w", { signal: controller.signal });
  const limits = { after: Number.MAX_VALUE, limit: 1 };
  const waiting = rejectionOf(retry(run.workflowStep("s"), "again", limits));
  await vi.advanceTimersByTimeAsync(100 * day);
  controller.abort(reason);
  expect(await waiting).toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});
