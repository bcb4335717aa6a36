/** The event of a criterion that cannot be evaluated. */

import { expect, test } from "vitest";
import type { HttpRequest, HttpResponse } from "../../templates/runtime/http.js";
import { hasMatch } from "../../templates/runtime/jsonpath.js";
import type { StepEvent } from "../../templates/runtime/observe.js";
import { matches } from "../../templates/runtime/regex.js";
import { startRun } from "../../templates/runtime/run.js";
import { runFlow } from "./run-flow.js";

const request: HttpRequest = {
  operationId: "getJob",
  method: "GET",
  path: "/jobs/1",
  headers: { authorization: "secret" },
  responseBodies: {},
};
const response: HttpResponse = { status: 200, headers: {}, body: "text" };

test("follows the event of the request, and contains no secrets", async () => {
  const events: StepEvent[] = [];
  const run = startRun("w", { onStep: (event) => events.push(event) });
  const step = run.step("s", { send: async () => response });
  await step.send(request);
  expect(hasMatch(step, response.body, "$.a")).toBe(false);
  const problem = "the context is a string, not an object or array";
  expect(events.slice(1)).toEqual([
    {
      workflowId: "w",
      stepId: "s",
      attempt: 1,
      request: { ...request, headers: { authorization: "***" } },
      response: undefined,
      error: new Error(`The criterion $.a could not be evaluated: ${problem}`),
      duration: 0,
      criterion: { condition: "$.a", problem },
    },
  ]);
});

test("has an empty request if the step runs a workflow", () => {
  const events: StepEvent[] = [];
  const run = startRun("w", { onStep: (event) => events.push(event) });
  expect(matches(run.workflowStep("s"), null, /a/)).toBe(false);
  expect(events).toMatchObject([{ request: { operationId: "", method: "" }, attempt: 0 }]);
});

test.each([
  [undefined],
  [
    () => {
      throw new Error("of the observer");
    },
  ],
  [() => Promise.reject(new Error("of the observer"))],
])("needs no observer, and none of its errors", async (onStep) => {
  const run = startRun("w", onStep ? { onStep } : {});
  expect(hasMatch(run.workflowStep("s"), undefined, "$")).toBe(false);
  // An unhandled rejection would fail the test run.
  await Promise.resolve();
});

test("a value that is nested too deeply is reported, not thrown", () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  const problems: unknown[] = [];
  const run = startRun("w", { onStep: ({ criterion }) => problems.push(criterion?.problem) });
  const step = run.workflowStep("s");
  expect([matches(step, deep, /a/), hasMatch(step, deep, "$..a")]).toEqual([false, false]);
  expect(problems).toEqual(["the evaluation failed", "the evaluation failed"]);
});

test("a failed success criterion that could not be evaluated fails the step as any other", async () => {
  const criteria: unknown[] = [];
  const { error } = await runFlow("xpath", "report", {
    replies: [[200, "no XML", { "content-type": "application/xml" }]],
    options: { onStep: ({ criterion }) => criterion && criteria.push(criterion) },
  });
  expect(error).toMatchObject({ name: "StepFailedError", criterion: "/jobs/job" });
  expect(criteria).toEqual([{ condition: "/jobs/job", problem: "the context is not XML" }]);
});
