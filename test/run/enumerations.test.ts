/** An API can send other values than its description lists, and strings in another case. */

import { expect, test } from "vitest";
import { type Reply, runFlow } from "./run-flow.js";

async function outcomeOf(functionName: string, replies: readonly Reply[]): Promise<string> {
  const { result, error } = await runFlow("enumerations", functionName, { replies });
  expect(error).toBeUndefined();
  return (result as { readonly outcome: string }).outcome;
}

function job(state: string): Reply {
  return [200, { state }, { "X-State": state }];
}

function pet(rest: object): Reply {
  return [200, { kind: "cat", version: 1, name: "Ada", ...rest }];
}

test.each(["Running", "RUNNING", "running"])("%s goes back to the step", async (state) => {
  const replies = [job(state), job(state), job("Completed")];
  const { result, requests } = await runFlow("enumerations", "body", { replies });
  expect(result).toEqual({ outcome: "done", outputs: {} });
  expect(requests).toHaveLength(3);
});

test.each([
  ["Completed", "done"],
  ["completed", "done"],
  ["FAILED", "failed"],
  ["Paused", "completed"],
  ["", "completed"],
])("the state %j leads to %s", async (state, outcome) => {
  expect(await outcomeOf("body", [job(state)])).toBe(outcome);
  expect(await outcomeOf("output", [job(state), job("Running")])).toBe(outcome);
  expect(await outcomeOf("header", [job(state)])).toBe(outcome);
});

test.each([
  ["RUNNING", "running"],
  ["completed", "done"],
  ["Paused", "completed"],
])("the state %j in an output of a called workflow leads to %s", async (state, outcome) => {
  expect(await outcomeOf("called", [job(state), job("Running")])).toBe(outcome);
});

test.each([
  ["failed", "failed"],
  ["FAILED", "failed"],
  ["COMPLETED", "completed"],
  ["Paused", "other"],
])("a success criterion that excludes Failed, with %j, leads to %s", async (state, outcome) => {
  expect(await outcomeOf("success", [job(state)])).toBe(outcome);
});

test.each([
  ["pets", { kind: "Cat" }, "isCat"],
  ["pets", { kind: "Dog" }, "isDog"],
  ["pets", { kind: "Bird", name: "Tom" }, "isTom"],
  ["pets", { kind: "Bird" }, "completed"],
  ["versions", { version: 2 }, "isTwo"],
  ["versions", { version: 3, name: "Tom" }, "isTom"],
])("%s with %j leads to %s", async (functionName, rest, outcome) => {
  expect(await outcomeOf(functionName, [pet(rest)])).toBe(outcome);
});

test.each([
  [{ count: 4 }, "isLess"],
  [{ count: 7, limit: 7 }, "isSame"],
  [{ count: 7, limit: 8 }, "completed"],
  [{ count: null }, "isSame"],
  [{ count: null, limit: 8 }, "completed"],
  [{ limit: 8 }, "completed"],
  [{}, "isSame"],
])("a comparison of absent numbers, with %j, leads to %s", async (rest, outcome) => {
  expect(await outcomeOf("absent", [[200, { state: "Running", ...rest }]])).toBe(outcome);
});

test.each([
  ["otherCase", { state: "Running" }, "completed"],
  ["otherCase", { state: "RUNNING" }, "completed"],
  ["numberAndText", { state: "Running", extra: 5 }, "completed"],
  ["numberAndText", { state: "Running", extra: "5.0" }, "completed"],
  ["exactly", { state: "Running", note: "a" }, "completed"],
])("the first action of %s that applies to %j decides", async (functionName, body, outcome) => {
  const replies: readonly Reply[] = [
    [200, body],
    [200, { state: "Failed" }],
  ];
  expect(await outcomeOf(functionName, replies)).toBe(outcome);
});

test.each([
  [{}, "completed"],
  [{ error: null, details: null }, "completed"],
  [{ details: { code: "x" } }, "detailed"],
  [{ error: { message: "no" } }, "failed"],
])("a value can be compared with null although its members are read: %j", async (rest, outcome) => {
  expect(await outcomeOf("nullAndMembers", [[200, { state: "Running", ...rest }]])).toBe(outcome);
});
