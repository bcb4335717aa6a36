/** Inputs that are not as their types say, as JavaScript, forms and events pass them. */

import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";
import { created, gone } from "./replies.js";
import { flowOut, importCase, runFlow } from "./run-flow.js";

const right = {
  customer: "a",
  size: 1,
  state: "open",
  lines: [{ article: "abc" }],
  note: null,
  constructor: "a",
};

/** Runs the workflow `order` of the case `inputs-schema` against a server that accepts everything. */
async function order(inputs: unknown) {
  const { createShop, order: run } = await importCase(
    "inputs-schema",
    join(flowOut, "input-check"),
  );
  const server = await startHttpServer(() => ({ kind: "response", status: 201 }));
  onTestFinished(() => server.close());
  const shop = createShop?.({ baseUrl: server.url });
  const ended = Promise.resolve(run?.(inputs, { shop }));
  return { ended, requests: server.requests };
}

class Line {
  article = "abc";
}

const nested = (levels: number): object =>
  levels === 0 ? { name: "a" } : { name: "a", parts: [nested(levels - 1)] };
const endless: Record<string, unknown> = { name: "a" };
endless["parts"] = [endless];

const without = (name: string) =>
  Object.fromEntries(Object.entries(right).filter(([each]) => each !== name));

const wrong: readonly (readonly [what: string, inputs: unknown, pointer: string, found: string])[] =
  [
    ["no inputs", undefined, "", "undefined"],
    ["null", null, "", "null"],
    ["an array", [], "", "array"],
    ["text", JSON.stringify(right), "", "string"],
    ["a map", new Map(Object.entries(right)), "", "map"],
    ["a missing string", without("customer"), "/customer", "undefined"],
    ["an undefined string", { ...right, customer: undefined }, "/customer", "undefined"],
    ["a missing input of any value but none", without("note"), "/note", "undefined"],
    ["a missing name that is inherited", without("constructor"), "/constructor", "function"],
    ["null", { ...right, customer: null }, "/customer", "null"],
    ["null for an optional input", { ...right, flag: null }, "/flag", "null"],
    ["a number for a string", { ...right, customer: 12 }, "/customer", "number"],
    ["an object for a string", { ...right, customer: {} }, "/customer", "object"],
    ["a date for a string", { ...right, when: new Date(0) }, "/when", "date"],
    ["an empty string", { ...right, customer: "" }, "/customer", "empty string"],
    ["an empty string that may be null", { ...right, note: "" }, "/note", "empty string"],
    ["text for a number", { ...right, size: "1" }, "/size", "string"],
    ["a bigint", { ...right, size: 1n }, "/size", "bigint"],
    ["NaN", { ...right, size: Number.NaN }, "/size", "NaN"],
    ["Infinity", { ...right, share: Number.POSITIVE_INFINITY }, "/share", "Infinity"],
    ["text for a boolean", { ...right, flag: "yes" }, "/flag", "string"],
    ["another text than the API knows", { ...right, state: "lost" }, "/state", "another string"],
    ["an object for an array", { ...right, lines: { 0: {} } }, "/lines", "object"],
    ["an item of another kind", { ...right, lines: ["a"] }, "/lines/0", "string"],
    ["an undefined item", { ...right, lines: [undefined] }, "/lines/0", "undefined"],
    ["an item without a member", { ...right, lines: [{}] }, "/lines/0/article", "undefined"],
    ["an empty object", { ...right, place: {} }, "/place/city", "undefined"],
    ["a member of the API's type", { ...right, place: { city: 1 } }, "/place/city", "number"],
    ["a value of a map", { ...right, counts: { "a/b?": "1" } }, "/counts/*", "string"],
    ["an item of a tuple", { ...right, pair: ["a", "b"] }, "/pair/1", "string"],
    ["a missing item of a tuple", { ...right, pair: ["a"] }, "/pair/1", "undefined"],
    ["the first item of an open tuple", { ...right, open: [1] }, "/open/0", "number"],
    ["none of several kinds", { ...right, either: [] }, "/either", "array"],
    [
      "a part deep inside",
      { ...right, tree: { name: "a", parts: [{}] } },
      "/tree/parts/0/name",
      "undefined",
    ],
  ];

describe("nothing is sent for", () => {
  test.for(wrong)("%s", async ([, inputs, pointer, found]) => {
    const { ended, requests } = await order(inputs);
    const error = await rejectionOf(ended);
    expect(error).toMatchObject({
      ...{ name: "UnexpectedInputError", workflowId: "order", input: "inputs", pointer, found },
    });
    expect(requests).toEqual([]);
  });

  test("an object that contains itself", async () => {
    const { ended, requests } = await order({ ...right, tree: endless });
    expect(await rejectionOf(ended)).toMatchObject({ name: "UnexpectedInputError" });
    expect(requests).toEqual([]);
  });

  test("an empty path parameter", async () => {
    const { error, requests } = await runFlow("checked-inputs", "removeJob", {
      inputs: { id: "" },
      replies: [gone],
    });
    expect(error).toMatchObject({ name: "UnexpectedInputError", pointer: "/id" });
    expect(requests).toEqual([]);
  });
});

describe("the error", () => {
  test("names the allowed kinds, and never the value", async () => {
    const { ended } = await order({ ...right, lines: [{ article: { secret: "s3cr3t" } }] });
    const error = await rejectionOf(ended);
    expect(error).toMatchObject({ expected: ["string"], stepId: undefined });
    expect(JSON.stringify(error) + String(error)).not.toContain("s3cr3t");
  });

  test("names the values of an enumeration", async () => {
    const { ended } = await order({ ...right, state: "s3cr3t" });
    const error = await rejectionOf(ended);
    expect(error).toMatchObject({
      expected: ["open", "paid"],
      message: "order: inputs/state must be open or paid, but is another string",
    });
  });
});

describe("unchanged are sent", () => {
  const all = {
    ...right,
    ...{ mail: "a@b.example", place: { city: "Bern", near: { city: "Thun" } }, note: "ab" },
    ...{ when: null, tree: nested(90), share: 0, pair: ["a", 1], open: [], counts: { "a?": 1 } },
    ...{ either: false, flag: true, file: new Blob(["a"]), broken: "" },
  };
  const rights: readonly (readonly [what: string, inputs: unknown])[] = [
    ["required inputs only", right],
    ["all inputs", all],
    ["other inputs", { ...right, other: new Map(), more: null }],
    ["undefined optional inputs", { ...right, flag: undefined, place: undefined }],
    ["objects without a prototype", Object.assign(Object.create(null), right)],
    ["objects of another realm", runInNewContext(`(${JSON.stringify(right)})`)],
    ["frozen objects", Object.freeze({ ...right, lines: Object.freeze([{ article: "abc" }]) })],
    ["class instances", { ...right, lines: [new Line()] }],
    ["proxies of plain objects", new Proxy(right, {})],
  ];

  test.for(rights)("%s", async ([, inputs]) => {
    const { ended, requests } = await order(inputs);
    expect(await ended).toMatchObject({ outcome: "completed" });
    expect(requests.map(({ rawBody }) => JSON.parse(rawBody))).toEqual([
      expect.objectContaining({ customer: "a", state: "open", lines: [{ article: "abc" }] }),
    ]);
  });
});

test("the inputs of a workflow that a step calls are checked, and a wrong one fails the step", async () => {
  const { result, requests } = await runFlow("checked-inputs", "makeAndRemove", {
    replies: [created("")],
  });
  const cause = { name: "UnexpectedInputError", workflowId: "removeJob", pointer: "/id" };
  expect(result).toMatchObject({ outcome: "gaveUp", failure: { stepId: "child", cause } });
  expect(requests).toEqual(['POST /jobs {"name":"a"}']);
});
