/** Schemas that allow more values than they describe. */

import { describe, expect, test } from "vitest";
import { runFlow } from "./run-flow.js";

describe("a schema without a type", () => {
  const others = [null, "text", 5, true, [], ["a"], {}];
  const withoutFirst = [
    ...others,
    ...[null, "text", 5, true, [], {}, [null]].map((data) => ({ data })),
  ];
  const withFirst = ["text", 5, true, [], ["a"]].map((first) => ({ data: [first] }));

  test.each([
    ...withoutFirst.map((body) => [body, "none"]),
    ...withFirst.map((body) => [body, "completed"]),
  ])("allows the response %j", async (body, outcome) => {
    const { result } = await runFlow("schemas", "readFirst", { replies: [[200, body]] });
    expect(result).toEqual({ outcome, outputs: { first: undefined } });
  });

  test.each(others.map((body) => [body]))("lacks a value that a step needs in %j", async (body) => {
    const { error, requests } = await runFlow("schemas", "showFirst", { replies: [[200, body]] });
    expect(error).toMatchObject({
      name: "MissingValueError",
      stepId: "show",
      expression: "$steps.list.outputs.first",
    });
    expect(requests).toEqual(["GET /messages"]);
  });

  test("is read as it describes", async () => {
    const { result, requests } = await runFlow("schemas", "showFirst", {
      replies: [[200, { data: [{ text: "a" }] }], [204]],
    });
    expect(result).toEqual({ outcome: "completed", outputs: { first: "a" } });
    expect(requests).toEqual(["GET /messages", 'POST /shown {"text":"a"}']);
  });
});

describe("a discriminator with a mapping", () => {
  test.each([
    ["cat", "isCat"],
    ["Cat", "isCat"],
    ["Dog", "completed"],
  ])("allows %s", async (kind, outcome) => {
    const { result } = await runFlow("schemas", "readKind", { replies: [[200, { kind }]] });
    expect(result).toEqual({ outcome, outputs: { kind } });
  });
});

describe("names that JavaScript gives to members", () => {
  const names = ["any", "either", "open", "link", "map", "text", "maker", "proto", "openMap"];
  const outputs = [...names, "character", "ofOutput"];

  test.each([["text"], [["a", "b"]], [[]], [5], [{}], [null]])(
    "are not read of %j",
    async (value) => {
      const isObject = typeof value === "object" && !Array.isArray(value);
      const body = {
        any: value,
        either: Array.isArray(value) || isObject ? value : [],
        open: value,
        map: isObject ? value : {},
        openMap: value,
        openList: Array.isArray(value) ? null : value,
      };
      const { result, error } = await runFlow("schemas", "readLengths", { replies: [[200, body]] });
      expect(error).toBe(undefined);
      expect(result).toEqual({
        outcome: "completed",
        outputs: Object.fromEntries(outputs.map((name) => [name, undefined])),
      });
    },
  );

  test("are read of objects that have them", async () => {
    const own = JSON.parse(
      '{"length":"l","link":"k","toString":"t","constructor":"c","__proto__":"p"}',
    );
    const body = { any: own, either: own, open: own, map: own, openMap: own, openList: ["f"] };
    const { result } = await runFlow("schemas", "readLengths", { replies: [[200, body]] });
    expect(result).toEqual({
      outcome: "completed",
      outputs: {
        ...{ any: "l", either: "l", open: "l", link: "k", map: "l", openMap: "l", ofOutput: "l" },
        ...{ text: "t", maker: "c", proto: "p", character: "f" },
      },
    });
  });
});

describe("a tuple of which only the first item is always there", () => {
  const run = (body: unknown) => runFlow("schemas", "readTuple", { replies: [[200, body]] });

  test.each([[["a"]], [["a", 1]], [["a", 1, { b: null }]], [["a", 1, "c", "d"]]])(
    "may be %j",
    async (body) => {
      const [first, second, third] = body;
      const { result } = await run(body);
      expect(result).toEqual({ outcome: "completed", outputs: { first, second, third } });
    },
  );

  test.each([
    [[], "/0"],
    [[1], "/0"],
    [["a", "b"], "/1"],
    [["a", null], "/1"],
    [{ 0: "a" }, ""],
  ])("may not be %j", async (body, pointer) => {
    const { error } = await run(body);
    expect(error).toMatchObject({ name: "UnexpectedResponseError", pointer });
  });
});

test("a member that two schemas describe is what both allow", async () => {
  const body = { a: "a", b: null };
  const { result } = await runFlow("schemas", "readBoth", { replies: [[200, body]] });
  expect(result).toEqual({ outcome: "completed", outputs: body });
});

test.each([
  [{ a: 5, b: null }, "/a", "string"],
  [{ b: null }, "/a", "string"],
  [{ a: "a", b: "b" }, "/b", "null"],
  [{ a: "a" }, "/b", "null"],
])("a member that two schemas describe is missing in %j", async (body, pointer, kind) => {
  const { error } = await runFlow("schemas", "readBoth", { replies: [[200, body]] });
  expect(error).toMatchObject({ name: "UnexpectedResponseError", pointer, expected: [kind] });
});
