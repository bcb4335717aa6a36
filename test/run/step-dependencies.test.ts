/** Steps that depend on other steps: their order, and prerequisites that the control flow skips. */

import { describe, expect, test } from "vitest";
import { busy, created, gone, job } from "./replies.js";
import { runFlow } from "./run-flow.js";

const run = (name: string, settings: Parameters<typeof runFlow>[2]) =>
  runFlow("step-dependencies", name, settings);

const list = [200, { items: [] }] as const;
const unmet = {
  name: "PrerequisiteError",
  workflowId: "maybeSkipped",
  stepId: "last",
  prerequisite: "create",
};

describe("the order of the steps", () => {
  test("follows dependsOn and the outputs that are read", async () => {
    const { result, requests } = await run("outOfOrder", { replies: [list, created("j"), gone] });
    expect(result).toMatchObject({ outcome: "completed" });
    expect(requests).toEqual(["GET /jobs", 'POST /jobs {"name":"a"}', "DELETE /jobs/j"]);
  });

  test("keeps the targets of actions", async () => {
    const { result, requests } = await run("jumpsInDerivedOrder", {
      replies: [list, busy, list, created("j"), [200, {}]],
    });
    expect(result).toMatchObject({ outcome: "done" });
    expect(requests).toEqual([
      "GET /jobs",
      'POST /jobs {"name":"a"}',
      "GET /jobs",
      'POST /jobs {"name":"a"}',
      "GET /settings",
    ]);
  });
});

describe("a prerequisite", () => {
  test("that has succeeded lets the step run", async () => {
    const { result } = await run("maybeSkipped", { replies: [list, created("j"), job("done")] });
    expect(result).toMatchObject({ outcome: "completed" });
  });

  test("that an action led past stops the workflow before the step", async () => {
    const { error, requests } = await run("maybeSkipped", {
      inputs: { skip: true },
      replies: [list],
    });
    expect(error).toMatchObject(unmet);
    expect(String(error)).toContain('"create"');
    expect(requests).toEqual(["GET /jobs"]);
  });

  test("that has failed has not succeeded", async () => {
    const { error, requests } = await run("maybeSkipped", { replies: [list, busy] });
    expect(error).toMatchObject(unmet);
    expect(requests).toHaveLength(2);
  });

  test("that has succeeded once counts in every round", async () => {
    const { result, requests } = await run("ranOnce", {
      replies: [list, created("j"), job("running"), job("running"), job("done")],
    });
    expect(result).toMatchObject({ outcome: "completed" });
    expect(requests).toHaveLength(5);
  });

  test("of one run does not count in another", async () => {
    await run("ranOnce", { replies: [list, created("j"), job("done")] });
    const { error } = await run("ranOnce", { inputs: { skip: true }, replies: [list] });
    expect(error).toMatchObject({ name: "PrerequisiteError", workflowId: "ranOnce" });
  });

  test("that is not met in a called workflow fails the step that calls it", async () => {
    const { result } = await run("caller", { inputs: { skip: true }, replies: [list] });
    expect(result).toMatchObject({ outcome: "notMet", failure: { cause: unmet } });
  });

  test("in another workflow needs the result of that workflow", async () => {
    const completed = { outOfOrder: { outcome: "completed", outputs: {} } };
    const met = await run("afterAnother", { replies: [job("done")], options: { completed } });
    expect(met.result).toMatchObject({ outcome: "completed" });
    const without = await run("afterAnother", { replies: [], options: { completed: {} } });
    expect(without.error).toMatchObject({ name: "UnexpectedInputError" });
  });
});
