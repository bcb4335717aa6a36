/** Names that documents import, misspell or do not declare. */

import { describe, expect, test } from "vitest";
import { created, gone, job } from "./replies.js";
import { compileFlow, runFlow } from "./run-flow.js";

describe("names", () => {
  test("of inputs may have spaces where the whole text is the expression", async () => {
    const { requests } = await runFlow("names", "spaces", {
      inputs: { "Job Name": "a", Job: "b" },
      replies: [created("c")],
    });
    expect(requests).toEqual(['POST /jobs {"name":"a","note":"b Title"}']);
  });

  test("of inputs may be any where the schema allows others", async () => {
    const { requests } = await runFlow("names", "others", {
      inputs: { name: "a", "second-name": "b" },
      replies: [created("c")],
    });
    expect(requests).toEqual(['POST /jobs {"name":"a","note":"b"}']);
  });

  test("of properties can be the values of expressions", async () => {
    const { requests } = await runFlow("names", "computed", {
      inputs: { key: "__proto__", value: "dark", second: 2 },
      replies: [gone],
    });
    expect(requests).toEqual(['PUT /settings {"2":"fixed","__proto__":"dark"}']);
  });

  test("of properties are asked for before anything is sent", async () => {
    const { error, requests } = await runFlow("names", "computed", {
      inputs: { key: "theme", value: "dark" },
      replies: [gone],
    });
    expect(error).toMatchObject({ name: "MissingValueError", expression: "$inputs.second" });
    expect(requests).toEqual([]);
  });
});

describe("headers of the request", () => {
  test("that no parameter gives are known by what is sent", async () => {
    const { result } = await runFlow("sent-headers", "contentType", {
      inputs: { trace: "a" },
      replies: [created("c"), [200, { items: [] }]],
    });
    const outputs = { created: "application/json", listed: undefined, trace: undefined };
    expect(result).toStrictEqual({ outcome: "completed", outputs });
  });

  test("that a parameter gives can be compared", async () => {
    const { error } = await runFlow("sent-headers", "contentType", {
      inputs: { trace: "b" },
      replies: [created("c")],
    });
    expect(error).toMatchObject({ name: "StepFailedError", stepId: "create" });
  });
});

describe("an action that is called completed", () => {
  test("ends the workflow early with the outputs that there are", async () => {
    const { result, requests } = await runFlow("completed", "early", {
      inputs: { id: "1" },
      replies: [job("done", { done: true })],
    });
    expect(requests).toHaveLength(1);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "done" } });
  });

  test("does not keep the workflow from its own end", async () => {
    const { result } = await runFlow("completed", "early", {
      inputs: { id: "1" },
      replies: [job("new", { done: false }), created("c")],
    });
    expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "new", child: "c" } });
  });

  test("is no outcome of its own", async () => {
    const { files } = await compileFlow("completed");
    const text = files.find(({ path }) => path === "early.ts")?.text ?? "";
    expect(text).toContain("readonly child?: string");
    expect(text.match(/outcome: "completed"/g)).toHaveLength(3);
  });
});

describe("where type errors are let pass", () => {
  test("an output that no step declares is left out where it is optional", async () => {
    const { result, requests } = await runFlow("faulty", "optionalOutput", {
      replies: [created("c"), [200, { items: [] }]],
    });
    expect(requests[1]).toBe("GET /jobs?limit=1");
    expect(result).toStrictEqual({ outcome: "completed", outputs: { nothing: undefined } });
  });

  test("an output that no step declares is missing where it is required", async () => {
    const { error, requests } = await runFlow("faulty", "requiredOutput", {
      replies: [created("c")],
    });
    const expression = "$steps.create.outputs.nothing";
    expect(error).toMatchObject({ name: "MissingValueError", stepId: "get", expression });
    expect(requests).toHaveLength(1);
  });

  test("an output that is read before its step has run is absent", async () => {
    const { requests } = await runFlow("faulty", "ownOutput", {
      replies: [[200, { items: [{ id: "i", state: "new" }] }]],
    });
    expect(requests).toEqual(["GET /jobs"]);
  });

  test("an input that is not declared is read if it is given", async () => {
    const { requests } = await runFlow("faulty", "undeclaredInput", {
      inputs: { name: "a" },
      replies: [created("c")],
    });
    expect(requests).toEqual(['POST /jobs {"name":"a"}']);
  });

  test("an input that is not declared is missing where it is required", async () => {
    const { error } = await runFlow("faulty", "undeclaredInput", { replies: [] });
    expect(error).toMatchObject({ name: "MissingValueError", expression: "$inputs.name" });
  });

  test("a workflow without inputs reads none", async () => {
    const { requests } = await runFlow("faulty", "noInputs", { replies: [[200, { items: [] }]] });
    expect(requests).toEqual(["GET /jobs"]);
  });

  test("an output that a called workflow does not declare is absent", async () => {
    const { result } = await runFlow("faulty", "callOutput", { replies: [[200, { items: [] }]] });
    const outputs = { found: undefined, other: undefined };
    expect(result).toStrictEqual({ outcome: "completed", outputs });
  });

  test("a payload that is no JSON is sent as one text", async () => {
    const { requests } = await runFlow("faulty", "brokenJson", {
      inputs: { name: "a" },
      replies: [created("c")],
    });
    const text = '{ "name": "a" "note": "b" }';
    expect(requests).toEqual([`POST /jobs ${JSON.stringify(text)}`]);
  });
});
