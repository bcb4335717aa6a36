/** Values of an API or a caller that cannot be sent: the workflow stops before the request. */

import { describe, expect, test } from "vitest";
import { rejectionOf } from "./rejection-of.js";
import { importFlow, runFlow } from "./run-flow.js";

const created = (id: unknown) => [201, { id, name: "n" }] as const;

/** A wrong kind of ID gets past the check of the response, and is found when the path is made. */
const options = { onUnexpectedResponse: () => {} };

const ids: readonly [unknown][] = [[undefined], [null], [""], [[]], [["a"]], [{}], [{ a: 1 }]];

describe("an id that cannot be in a path", () => {
  test.each(ids)("sends nothing, and no action of the document handles it: %j", async (id) => {
    const { error, requests } = await runFlow("unsendable", "replaceJob", {
      inputs: { name: "n" },
      replies: [created(id), [204], [204], [200, { items: [] }]],
      options,
    });
    expect(requests).toEqual(['POST /jobs {"name":"n"}']);
    expect(error).toMatchObject({
      name: "UnexpectedValueError",
      workflowId: "replaceJob",
      stepId: "remove",
      expression: "$request.path.id",
      expected: ["string", "number", "boolean"],
      message:
        "replaceJob › remove: $request.path.id must be a non-empty string, number or boolean",
    });
  });

  test.each([...ids, [Number.NaN], [Number.POSITIVE_INFINITY], [() => "a"], [Symbol("a")]])(
    "is refused as an input from JavaScript: %o",
    async (id) => {
      const options = { runStep: fail, onStep: fail };
      const { error, requests } = await runFlow("unsendable", "removeJob", {
        inputs: { id },
        replies: [[204]],
        options,
      });
      expect(requests).toEqual([]);
      expect(error).toMatchObject({ name: "UnexpectedValueError", stepId: "remove" });
    },
  );

  test.each([
    ["a/b", "/jobs/a%2Fb"],
    [5, "/jobs/5"],
    [0, "/jobs/0"],
    [false, "/jobs/false"],
    [10n, "/jobs/10"],
    ["{id}", "/jobs/%7Bid%7D"],
    ["undefined", "/jobs/undefined"],
  ])("is sent if it is a scalar: %o", async (id, path) => {
    const { error, requests } = await runFlow("unsendable", "removeJob", {
      inputs: { id },
      replies: [[204]],
    });
    expect(error).toBeUndefined();
    expect(requests).toEqual([`DELETE ${path}`]);
  });

  test.each(ids)("reaches no mock: %j", async (id) => {
    const module = await importFlow("unsendable");
    const jobs = module["mockJobs"]?.({ createJob: () => ({ id, name: "n" }) });
    const replaced = Promise.resolve(module["replaceJob"]?.({ name: "n" }, { jobs }, options));
    expect(await rejectionOf(replaced)).toMatchObject({ name: "UnexpectedValueError" });
    expect(jobs).toMatchObject({ calls: [{ operationId: "createJob" }] });
  });

  test("fails the step that runs the workflow, as its other errors do", async () => {
    const { result, requests } = await runFlow("unsendable", "removeThenList", {
      inputs: { id: "" },
      replies: [[200, { items: [] }]],
    });
    expect(requests).toEqual([]);
    expect(result).toMatchObject({
      outcome: "gaveUp",
      failure: {
        stepId: "child",
        operation: undefined,
        cause: { name: "UnexpectedValueError", workflowId: "removeJob", stepId: "remove" },
      },
    });
  });
});

describe("a value that cannot be in a query", () => {
  test.each([[{ admin: 1 }], [["a", "b"]], [[]], [{}], [Number.NaN], [() => 1]])(
    "sends nothing: %o",
    async (limit) => {
      const { error, requests } = await runFlow("unsendable", "findJobs", {
        inputs: { state: "a&b={c}", limit },
        replies: [[200, { items: [] }]],
      });
      expect(requests).toEqual([]);
      expect(error).toMatchObject({
        name: "UnexpectedValueError",
        stepId: "list",
        expression: "$request.query.limit",
        message: "findJobs › list: $request.query.limit must be a string, number or boolean",
      });
    },
  );

  test.each([
    [{}, "/jobs"],
    [{ state: null, limit: undefined }, "/jobs"],
    [{ state: "", limit: "5" }, "/jobs?state=&limit=5"],
    [{ state: "{limit}", limit: 0 }, "/jobs?state=%7Blimit%7D&limit=0"],
  ])("is left out if it is absent, and sent if it is a scalar: %j", async (inputs, path) => {
    const { error, requests } = await runFlow("unsendable", "findJobs", {
      inputs,
      replies: [[200, { items: [] }]],
    });
    expect(error).toBeUndefined();
    expect(requests).toEqual([`GET ${path}`]);
  });
});

describe("inputs that are not an object", () => {
  test.each([[null], [undefined], ["name"], [5], [true], [[]], [["a"]], [() => ({})]])(
    "are refused before the first request: %o",
    async (inputs) => {
      const module = await importFlow("unsendable");
      const jobs = { send: fail };
      for (const name of ["replaceJob", "removeJob", "findJobs", "removeThenList"]) {
        const run = Promise.resolve(module[name]?.(inputs, { jobs }));
        expect(await rejectionOf(run)).toMatchObject({
          name: "UnexpectedInputError",
          message: expect.stringContaining(`${name}: inputs must be an object, but is `),
          workflowId: name,
          stepId: undefined,
          input: "inputs",
          expected: ["object"],
        });
      }
    },
  );

  test.each([[null], [undefined], [{}]])(
    "do not matter where there are none: %o",
    async (inputs) => {
      const { error, requests } = await runFlow("unsendable", "makeJob", {
        inputs,
        replies: [created("1")],
      });
      expect(error).toBeUndefined();
      expect(requests).toHaveLength(1);
    },
  );

  test.each([[{}], [{ makeJob: null }], [{ makeJob: "1" }], [{ makeJob: [] }]])(
    "nor are results of other workflows: %j",
    async (completed) => {
      const { error, requests } = await runFlow("unsendable", "removeMade", {
        replies: [[200, { items: [] }]],
        options: { completed },
      });
      expect(requests).toEqual([]);
      expect(error).toMatchObject({
        name: "UnexpectedInputError",
        message: expect.stringContaining("removeMade: completed.makeJob must be an object"),
        input: "completed.makeJob",
      });
    },
  );

  test("nor is anything sent without any results", async () => {
    const { error, requests } = await runFlow("unsendable", "removeMade", {
      replies: [[200, { items: [] }]],
    });
    expect(requests).toEqual([]);
    expect(error).toBeInstanceOf(TypeError);
  });
});

async function fail(): Promise<never> {
  throw new Error("nothing may come here");
}
