/** The meaning of the conditions of actions. */

import { describe, expect, test } from "vitest";
import { job } from "./replies.js";
import { type Reply, runFlow } from "./run-flow.js";

/** Whether the condition was true: its action ends the workflow with the outcome `yes`. */
async function holds(functionName: string, reply: Reply, inputs: unknown = {}): Promise<boolean> {
  const { result } = await runFlow("conditions", functionName, { inputs, replies: [reply] });
  const { outcome } = result as { readonly outcome: string };
  expect(["yes", "completed"]).toContain(outcome);
  return outcome === "yes";
}

function jobWithHeaders(headers: Readonly<Record<string, string>>): Reply {
  return [200, { id: "j1", state: "done" }, headers];
}

test.each<[string, Reply, boolean, unknown?]>([
  ["ignoresCase", job("done"), true],
  ["ignoresCase", job("dOnE"), true],
  ["ignoresCase", job("done "), false],
  ["differs", job("Done"), false],
  ["differs", job("new"), true],
  ["textAsNumber", job("a", { progress: "50" }), true],
  ["textAsNumber", job("a", { progress: "100" }), true],
  ["textAsNumber", job("a", { progress: "9.5" }), false],
  ["textAsNumber", job("a", { progress: "half" }), false],
  ["textAsNumber", job("a"), false],
  ["numberAsText", job("a", { count: 5 }), true],
  ["numberAsText", job("a", { count: 6 }), false],
  ["numberAsText", job("a"), false],
  ["numberLess", job("a", { count: 4 }), true],
  ["numberLess", job("a", { count: 5 }), false],
  ["numberLess", job("a"), false],
  ["isNull", job("a", { owner: null }), true],
  ["isNull", job("a"), true],
  ["isNull", job("a", { owner: "" }), false],
  ["isNotNull", job("a", { owner: "me" }), true],
  ["isNotNull", job("a", { owner: null }), false],
  ["isNotNull", job("a"), false],
  ["both", job("done", { count: 4 }), true],
  ["both", job("done", { count: 3 }), false],
  ["both", job("new", { count: 4 }), false],
  ["either", job("done"), true],
  ["either", job("new", { count: 4 }), true],
  ["either", job("new", { count: 3 }), false],
  ["negated", job("new", { count: 3 }), true],
  ["negated", job("new"), true],
  ["negated", job("done"), false],
  ["negated", job("new", { count: 4 }), false],
  ["precedence", job("a", { count: 2 }), true],
  ["precedence", job("b", { count: 1 }), true],
  ["precedence", job("b", { count: 2 }), false],
  ["several", [200, { id: "j-12", state: "done", done: true }], true],
  ["several", [200, { id: "j-12", state: "done", done: false }], false],
  ["several", [200, { id: "x j-12", state: "done", done: true }], false],
  ["header", jobWithHeaders({ "x-kind": "big" }), true],
  ["header", jobWithHeaders({ "x-kind": "small" }), false],
  ["header", jobWithHeaders({}), false],
  ["headerNumber", jobWithHeaders({ "X-Left": "9" }), true],
  ["headerNumber", jobWithHeaders({ "X-Left": "10" }), false],
  ["headerNumber", jobWithHeaders({ "X-Left": "100" }), false],
  ["headerNumber", jobWithHeaders({}), false],
  ["isTrue", job("a", { done: true }), true],
  ["isTrue", job("a", { done: false }), false],
  ["isTrue", job("a"), false],
  ["regexState", job("gone"), true],
  ["regexState", job("Gone"), false],
  ["regexStatus", job("a"), true],
  ["againstInput", job("Ready"), true, { wanted: "ready" }],
  ["againstInput", job("Ready"), false, { wanted: "done" }],
  ["againstInput", job("Ready"), false, {}],
  ["atLeastInput", job("a", { count: 3 }), true, { least: 3 }],
  ["atLeastInput", job("a", { count: 2 }), false, { least: 3 }],
  ["atLeastInput", job("a", { count: 2 }), false, {}],
])("%s with %j is %s", async (functionName, reply, expected, inputs) => {
  expect(await holds(functionName, reply, inputs)).toBe(expected);
});

describe("a query", () => {
  test.each<[string, readonly unknown[], unknown, string]>([
    ["with a filter on two properties", [{ count: 200, state: "done" }], {}, "bigOnes"],
    ["that is true of no single element", [{ count: 200 }, { state: "done" }], {}, "completed"],
    ["that an input fills", [{ state: "ready" }], { state: "ready" }, "wantedOnes"],
    ["that an input with quotes fills", [{ state: `a'"]b` }], { state: `a'"]b` }, "wantedOnes"],
    ["that an input cannot change", [{ state: "x" }], { state: "' || true || '" }, "completed"],
    ["with a descendant and a function", [{ id: "j7" }], {}, "deepOnes"],
    ["that finds a part of a text only", [{ id: "xj7" }], {}, "completed"],
  ])("%s", async (_, items, inputs, outcome) => {
    const { result } = await runFlow("jsonpath", "query", {
      inputs: { state: "no such state", ...(inputs as object) },
      replies: [[200, { items }]],
    });
    expect(result).toStrictEqual({ outcome, outputs: {} });
  });

  test("that finds nothing is a success criterion that is not met", async () => {
    const { error } = await runFlow("jsonpath", "query", {
      inputs: { state: "a" },
      replies: [[200, { items: [] }]],
    });
    expect(error).toMatchObject({
      name: "StepFailedError",
      criterion: "$statusCode == 200 && $.items[*]",
    });
  });

  test.each<[object, object, string]>([
    [{ state: "a" }, { state: "a", count: 1 }, "wanted"],
    [{ state: "b", least: 2 }, { state: "a", count: 2 }, "big"],
    [{ state: "b", least: 2 }, { state: "a", count: 1 }, "completed"],
    [{ state: "b" }, { state: "a", count: 1 }, "completed"],
  ])("with the inputs %j of %j is %s", async (inputs, item, outcome) => {
    const { result } = await runFlow("query-input", "queryInput", {
      inputs,
      replies: [[200, { items: [item] }]],
    });
    expect(result).toStrictEqual({ outcome, outputs: {} });
  });
});
