import { expect, test } from "vitest";
import { soak } from "./soak.js";

test("200 runs at once, against a server that fails 30 % of the requests, end rightly or in typed errors", async () => {
  const { endings, faults, samples } = await soak(200, 64, 1000);
  expect(faults).toEqual([]);
  expect(Object.keys(endings).sort()).toEqual(["StepFailedError", "completed"]);
  // Of the timers one may be the test's own.
  expect(samples.at(-1)?.timers).toBeLessThanOrEqual((samples[0]?.timers ?? 0) + 1);
});
