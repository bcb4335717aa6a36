/** What a workflow reads of a response, against the many schemas that a value can have. */

import { describe, expect, test } from "vitest";
import { runFlow } from "./run-flow.js";

const order = {
  id: "o1",
  state: "open",
  "odd?": "odd",
  owner: { name: "Ada" },
  lines: [{}, {}, { sku: "s3" }],
  tree: "leaf",
};

async function read(changes: object, options = {}, replies = [[200, { ...order, ...changes }]]) {
  return runFlow("reads", "read", { replies: replies as never, options });
}

const busy = [500, { reason: "busy", id: 5 }] as const;

describe("a response that matches its schema", () => {
  const outputs = { id: "o1", state: "open", odd: "odd", owner: "Ada", sku: "s3" };
  const absent = { note: undefined, closedAt: undefined, number: undefined };

  test.each([
    [{}, {}],
    [
      { note: "n", closedAt: "today", number: 7 },
      { note: "n", closedAt: "today", number: 7 },
    ],
    [{ closedAt: null }, { closedAt: null }],
    [{ owner: null }, { owner: undefined }],
    [{ lines: [] }, { sku: undefined }],
    [{ lines: [5, "unread"] }, { sku: undefined }],
    [{ prices: { a: "not read" } }, {}],
    [{ unknown: { a: 1 } }, {}],
  ])("is read as it is: %j", async (changes, read_) => {
    const { error, result } = await read(changes);
    expect(error).toBeUndefined();
    expect(result).toEqual({ outcome: "completed", outputs: { ...absent, ...outputs, ...read_ } });
  });

  test("null is the absence of an optional value that is not nullable", async () => {
    const { result } = await read({ note: null, number: null });
    expect(result).toStrictEqual({
      outcome: "completed",
      outputs: { ...absent, ...outputs },
    });
  });
});

describe("a response that does not match its schema", () => {
  test.each([
    [{ id: undefined }, "/id", "undefined"],
    [{ note: 5 }, "/note", "number"],
    [{ closedAt: {} }, "/closedAt", "object"],
    [{ state: null }, "/state", "null"],
    [{ number: "7" }, "/number", "string"],
    [{ "odd?": undefined }, "/odd?", "undefined"],
    [{ owner: undefined }, "/owner", "undefined"],
    [{ owner: {} }, "/owner/name", "undefined"],
    [{ lines: { 2: { sku: "s" } } }, "/lines", "object"],
    [{ lines: [{}, {}, null] }, "/lines/2", "null"],
    [{ lines: [{}, {}, { sku: true }] }, "/lines/2/sku", "boolean"],
  ])("ends the workflow: %j", async (changes, pointer, found) => {
    const { error, requests } = await read(changes);
    expect(error).toMatchObject({ name: "UnexpectedResponseError", stepId: "get", pointer, found });
    expect(requests).toEqual(["GET /order"]);
  });

  test("is not a failure that an action of the document sees", async () => {
    const { error, requests } = await read({}, {}, [[400, { reason: 5 }]] as never);
    expect(error).toMatchObject({ name: "UnexpectedResponseError", response: { status: 400 } });
    expect(requests).toHaveLength(1);
  });

  test("is not retried, and is thrown through the workflow that called it", async () => {
    const { error, requests } = await runFlow("reads", "outer", {
      replies: [busy, [200, { ...order, id: 1 }], [200, order]],
    });
    expect(error).toMatchObject({ name: "UnexpectedResponseError", workflowId: "read" });
    expect(requests).toHaveLength(2);
  });

  test.each([null, "text", []])("has no members of any value: %j", async (body) => {
    const { error } = await runFlow("reads", "label", { replies: [[200, body]] });
    expect(error).toMatchObject({ name: "UnexpectedResponseError", pointer: "" });
  });

  test("is checked only for the status from which it is read", async () => {
    const { error } = await read({}, {}, [busy, [200, order]] as never);
    expect(error).toBeUndefined();
  });
});

describe("a value that a newer version of the API may send", () => {
  test.each([
    [{ state: "archived" }, "/state", "another string"],
    [{ number: 2 ** 53 }, "/number", "unsafe integer"],
  ])("is only reported: %j", async (changes, pointer, found) => {
    expect((await read(changes)).error).toBeUndefined();
    const errors: unknown[] = [];
    const onUnexpectedResponse = (error: unknown) => errors.push(error);
    expect((await read(changes, { onUnexpectedResponse })).error).toBeUndefined();
    expect(errors).toMatchObject([{ pointer, found, isTolerated: true }]);
  });
});

describe("an object that becomes an output, checked deeply", () => {
  const deliver = (changes: object) =>
    runFlow("deliver", "deliver", { replies: [[200, { ...order, lines: [], ...changes }]] });

  test.each([
    [{ owner: null, tree: { left: "a", right: { left: "b", right: "c" } } }],
    [{ prices: { a: 1, "b?": 2, __proto__: 3 } }],
    [{ lines: [{ sku: "a" }] }],
  ])("may be everything that its schema allows: %j", async (changes) => {
    const { error, result } = await deliver(changes);
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ outputs: { order: changes } });
  });

  test.each([
    [{ note: 5 }, "/note"],
    [{ owner: { name: null } }, "/owner/name"],
    [{ lines: [{ sku: "a" }, {}] }, "/lines/1/sku"],
    [{ prices: { a: 1, b: "2" } }, "/prices/*"],
    [{ tree: 5 }, "/tree"],
    [{ tree: { left: "a", right: { left: "b", right: false } } }, "/tree/right/right"],
  ])("may not be anything else: %j", async (changes, pointer) => {
    expect((await deliver(changes)).error).toMatchObject({
      name: "UnexpectedResponseError",
      pointer,
    });
  });

  test("has no nulls where the schema allows only absence", async () => {
    const { result } = await deliver({ note: null, lines: [{ sku: "a", gift: null }] });
    expect(result).toMatchObject({ outputs: { order: { lines: [{ sku: "a" }] } } });
    expect(JSON.stringify(result)).not.toContain("null");
  });

  test("is not checked in exponential time, and not deeper than the stack", async () => {
    const nested = (depth: number, leaf: unknown): unknown =>
      depth === 0 ? leaf : { left: "a", right: nested(depth - 1, leaf) };
    expect((await deliver({ tree: nested(60, 5) })).error).toMatchObject({
      name: "UnexpectedResponseError",
    });
    expect((await deliver({ tree: nested(1_000, "a") })).error).toMatchObject({
      name: "UnexpectedResponseError",
      found: "a deeper value",
    });
  });
});

test.each([[{}], [["a"]]])(
  "nothing equals a value that JSONPath cannot write: %j",
  async (wanted) => {
    const { error } = await runFlow("reads", "search", {
      inputs: { wanted },
      replies: [[200, { a: { id: wanted } }]],
    });
    expect(error).toMatchObject({ name: "StepFailedError", stepId: "get" });
  },
);
