/** Steps that run workflows, gotos to workflows, and workflows that depend on others. */

import { describe, expect, test } from "vitest";
import { busy, created, gone, job } from "./replies.js";
import { runFlow } from "./run-flow.js";

const settings = [200, {}] as const;

describe("a step that runs a workflow", () => {
  test("gives it inputs, which have their defaults, and reads its outputs", async () => {
    const { result, requests } = await runFlow("workflows", "outer", {
      replies: [settings, created("j"), created("n")],
    });
    expect(requests).toEqual([
      "GET /settings",
      'POST /jobs {"name":"outer","priority":3}',
      'POST /jobs {"name":"note","note":"j"}',
    ]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "j" } });
  });

  test("later steps can read its inputs, defaults included", async () => {
    const { result, received, requests } = await runFlow("workflows", "rename", {
      inputs: { name: "a" },
      replies: [settings, created("j"), created("n")],
    });
    expect(requests.at(-1)).toBe('POST /jobs {"name":"note","note":"a","priority":3}');
    const url = `http://${received[0]?.headers["host"]}/jobs`;
    expect(result).toStrictEqual({ outcome: "completed", outputs: { name: "a", url } });
  });

  test("goes on without the outputs of one that ended early", async () => {
    const { result, requests } = await runFlow("workflows", "outer", {
      inputs: { dry: true },
      replies: [settings, created("n")],
    });
    expect(requests).toEqual(["GET /settings", 'POST /jobs {"name":"note"}']);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: undefined } });
  });

  test("throws the error of a step inside it", async () => {
    const { error } = await runFlow("workflows", "outer", { replies: [settings, busy] });
    expect(error).toMatchObject({ name: "StepFailedError", status: 503 });
  });

  test("shares its limit of steps", async () => {
    const { error, requests } = await runFlow("workflows", "outer", {
      replies: [settings, created("j"), created("n")],
      options: { maxSteps: 3 },
    });
    expect(requests).toHaveLength(2);
    expect(error).toMatchObject({ name: "StepLimitError", workflowId: "outer", stepId: "note" });
  });

  test("has failed when the workflow ends in a failure", async () => {
    const { error, requests } = await runFlow("workflow-failure", "outerStrict", {
      replies: [[404, {}]],
    });
    expect(requests).toEqual(["GET /settings"]);
    expect(error).toMatchObject({ name: "StepFailedError", stepId: "make" });
    expect((error as Error).cause).toMatchObject({ stepId: "look", status: 404 });
  });

  test("is tried again when the workflow ends in a failure", async () => {
    const { result, requests, pauses } = await runFlow("workflow-failure", "retryWorkflow", {
      replies: [[404, {}], [404, {}], settings, created("j")],
    });
    expect(requests).toHaveLength(4);
    expect(pauses).toEqual([4000, 4000]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "j" } });
  });

  test("takes its failure actions when the workflow ends in a failure", async () => {
    const { result, requests } = await runFlow("workflow-rescue", "outerTolerant", {
      replies: [[404, {}], gone],
    });
    expect(requests).toEqual(["GET /settings", "DELETE /jobs/9"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("takes its failure actions when a step of the workflow fails", async () => {
    const { result, requests } = await runFlow("workflow-rescue", "outerTolerant", {
      replies: [settings, busy, gone],
    });
    expect(requests.at(-1)).toBe("DELETE /jobs/9");
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("takes none of them when the workflow succeeds", async () => {
    const { result, requests } = await runFlow("workflow-rescue", "outerTolerant", {
      replies: [settings, created("j"), created("n")],
    });
    expect(requests.at(-1)).toBe('POST /jobs {"name":"note","note":"j"}');
    expect(result).toStrictEqual({ outcome: "done", outputs: {} });
  });
});

describe("a goto to a workflow", () => {
  test("on success ends with the other's result", async () => {
    const { result, requests } = await runFlow("workflows", "handOver", {
      inputs: { name: "n" },
      replies: [job("done"), settings, created("j")],
    });
    expect(requests).toEqual([
      "GET /jobs/1",
      "GET /settings",
      'POST /jobs {"name":"n","priority":3}',
    ]);
    expect(result).toStrictEqual({
      outcome: "makeAnother",
      outputs: { state: "done" },
      result: { outcome: "completed", outputs: { id: "j" } },
    });
  });

  test("on failure also has the failure", async () => {
    const { result } = await runFlow("workflows", "handOver", {
      inputs: { name: "n" },
      replies: [[404, { code: "NoSuchJob" }], settings, created("j")],
    });
    expect(result).toMatchObject({
      outcome: "makeFirst",
      outputs: {},
      failure: { status: 404, code: "NoSuchJob" },
      result: { outcome: "completed", outputs: { id: "j" } },
    });
  });

  test("that does not apply leaves the workflow to its end", async () => {
    const { result, requests } = await runFlow("workflows", "handOver", {
      inputs: { name: "n" },
      replies: [job("new")],
    });
    expect(requests).toHaveLength(1);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "new" } });
  });
});

describe("a workflow that depends on another", () => {
  test("reads the other's result from the options", async () => {
    const { result, requests } = await runFlow("workflows", "later", {
      replies: [gone],
      options: {
        completed: {
          makeJob: { outcome: "completed", outputs: { id: "j" }, inputs: { name: "a" } },
        },
      },
    });
    expect(requests).toEqual(["DELETE /jobs/j"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "j", name: "a" } });
  });

  test("stops where the other has not given what it needs", async () => {
    const { error, requests } = await runFlow("workflows", "later", {
      replies: [],
      options: {
        completed: { makeJob: { outcome: "dryRun", outputs: {}, inputs: { name: "a" } } },
      },
    });
    expect(requests).toEqual([]);
    expect(error).toMatchObject({
      name: "MissingValueError",
      expression: "$workflows.makeJob.outputs.id",
    });
  });
});

describe("a step that runs a workflow, with success criteria,", () => {
  const found = (id?: string) =>
    [200, { items: id === undefined ? [] : [{ id, state: "new" }] }] as const;

  test("succeeds if the outputs meet them", async () => {
    const { result } = await runFlow("called-criteria", "needsA", { replies: [found("a")] });
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "a" } });
  });

  test.each(["b", undefined])("fails if the output is %s", async (id) => {
    const { error } = await runFlow("called-criteria", "needsA", { replies: [found(id)] });
    expect(error).toMatchObject({
      name: "StepFailedError",
      stepId: "search",
      criterion: "$outputs.id == 'a'",
      response: undefined,
      message: "needsA › search: $outputs.id == 'a' is not met",
    });
  });

  test("takes failure actions, whose criteria can read the outputs", async () => {
    const { result, requests } = await runFlow("called-criteria", "searchUntilA", {
      replies: [busy, found("c"), found("b")],
    });
    expect(requests).toHaveLength(3);
    expect(result).toMatchObject({
      outcome: "onlyB",
      failure: { stepId: "search", criterion: "$outputs.id == 'a'" },
    });
  });

  test("fails like the workflow if that ends in a failure", async () => {
    const { error } = await runFlow("called-criteria", "searchUntilA", { replies: () => busy });
    expect(error).toMatchObject({ stepId: "search", criterion: undefined });
    expect((error as Error).cause).toMatchObject({ stepId: "list", status: 503 });
  });

  test("fails if the criteria read no output", async () => {
    const { result } = await runFlow("called-criteria", "needsPermission", {
      replies: [found("a")],
    });
    expect(result).toMatchObject({ outcome: "stopped", failure: { stepId: "search" } });
  });
});

describe("a step that runs a workflow which depends on another", () => {
  const given = { outcome: "completed", outputs: { token: "old" }, inputs: { user: "you" } };
  const options = { completed: { getToken: given } };
  const denied = [401, {}] as const;

  test("passes on the result, also through other workflows and gotos", async () => {
    const { result, received } = await runFlow("called-dependent", "outer", {
      replies: [job("a"), job("b")],
      options,
    });
    expect(received.map(({ headers }) => headers["x-trace"]?.[0])).toEqual(["old", "old"]);
    expect(result).toMatchObject({ outcome: "once", result: { outcome: "found" } });
  });

  test("passes on the latest result", async () => {
    const { received } = await runFlow("called-dependent", "between", {
      replies: [denied, [200, { token: "new" }], job("a")],
      options,
    });
    const traces = received.map(({ headers }) => headers["x-trace"]?.[0]);
    expect(traces).toEqual(["old", undefined, "new"]);
  });

  test("asks for the result before anything is sent", async () => {
    const { error, requests } = await runFlow("called-dependent", "outer", {
      replies: [],
      options: { completed: {} },
    });
    expect(error).toMatchObject({ name: "UnexpectedInputError", input: "completed.getToken" });
    expect(requests).toEqual([]);
  });

  test("passes on the inputs where the workflow reads them, also to itself", async () => {
    const { result, received } = await runFlow("called-dependent", "itself", {
      replies: [job("a"), job("done")],
      options,
    });
    expect(received.map(({ headers }) => headers["x-trace"]?.[0])).toEqual(["you", "you"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });
});

describe("a workflow that runs itself", () => {
  const page = (id: string, next?: string) =>
    [200, { items: [{ id, state: "running" }], ...(next !== undefined && { next }) }] as const;

  test("follows the pages until an action ends it", async () => {
    const { result, requests } = await runFlow("recursion", "countPages", {
      inputs: { state: "a" },
      replies: [page("1", "b"), page("2", "c"), page("3")],
    });
    expect(requests).toEqual(["GET /jobs?state=a", "GET /jobs?state=b", "GET /jobs?state=c"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "1", idInRest: "2" } });
  });

  test("has its last result inside the others when it goes to itself", async () => {
    const { result, requests } = await runFlow("recursion", "deleteAll", {
      replies: [page("1"), gone, page("2"), gone, [200, { items: [] }]],
    });
    expect(requests).toHaveLength(5);
    const noneLeft = { outcome: "noneLeft", outputs: {} };
    const again = (inner: object) => ({ outcome: "again", outputs: {}, result: inner });
    expect(result).toStrictEqual(again(again(noneLeft)));
  });

  test("counts each time it is run as a step", async () => {
    const { error, requests } = await runFlow("recursion", "countPages", {
      replies: () => page("1", "b"),
      options: { maxSteps: 5 },
    });
    expect(requests).toHaveLength(3);
    expect(error).toMatchObject({ name: "StepLimitError", stepId: "rest", maxSteps: 5 });
  });

  test("ends with a StepLimitError, which no failure action takes, where nothing else ends it", async () => {
    const { error, requests } = await runFlow("recursion", "ask", { replies: [] });
    expect(requests).toEqual([]);
    expect(error).toMatchObject({ name: "StepLimitError", maxSteps: 1000 });
  });

  test("stops at an abort before it is run again", async () => {
    const reason = new Error("stop");
    const { error } = await runFlow("recursion", "ask", {
      replies: [],
      options: { signal: AbortSignal.abort(reason) },
    });
    expect(error).toBe(reason);
  });
});
