/** Checks of arrays and unions in responses. */

import { describe, expect, test } from "vitest";
import { readAs, toPointer, type Unexpected } from "../../templates/runtime/shape.js";
import { eachItem, eitherShape, mapOf, orAbsent } from "../../templates/runtime/shapes.js";
import { runFlow } from "./run-flow.js";

const unit = { name: "m" };

describe("a tuple", () => {
  const look = (position: unknown, rest: object = {}) =>
    runFlow("tuples", "look", { replies: [[200, { position, ...rest }]] });

  test.each([[[1, 2, unit]], [[1, 2, unit, "more"]], [["not read", 2, unit]]])(
    "has all of its items: %j",
    async (position) => {
      const { result } = await look(position, { route: [unit] });
      expect(result).toEqual({ outcome: "completed", outputs: { y: 2, unit: "m" } });
    },
  );

  test.each([
    [[], "/position/1", "undefined"],
    [[1], "/position/1", "undefined"],
    [[1, 2], "/position/2", "undefined"],
    [[1, null, unit], "/position/1", "null"],
    [[1, 2, {}], "/position/2/name", "undefined"],
    [{ 1: 2, 2: unit }, "/position", "object"],
  ])("may not be %j", async (position, pointer, found) => {
    const { error } = await look(position);
    expect(error).toMatchObject({ name: "UnexpectedResponseError", pointer, found });
  });
});

function check(shape: Parameters<typeof readAs>[0], value: unknown) {
  const found: [string, string][] = [];
  const report = (each: Unexpected) => found.push([toPointer(each.path), each.found]);
  return { read: readAs(shape, value, report, []), found };
}

describe("a union", () => {
  const shape = {
    job: eitherShape({ state: "string", note: orAbsent("string") }, { code: "number" }),
  };

  test("is checked again when the same object comes in another response", () => {
    const job = { state: "running", note: null };
    expect(check(shape, { job })).toEqual({ read: { job: { state: "running" } }, found: [] });
    job.state = "done";
    expect(check(shape, { job })).toEqual({ read: { job: { state: "done" } }, found: [] });
  });

  test("reports the place of a problem, however many members it was compared with", () => {
    const places = { list: [eitherShape({ a: ["string"] }, { b: { c: "string" } })] };
    expect(check(places, { list: [{ b: { c: 1 } }] }).found).toEqual([["/list/0/b/c", "number"]]);
    expect(check(places, { list: [{ a: [1] }] }).found).toEqual([["/list/0/a/0", "number"]]);
    expect(check(places, { list: [5] }).found).toEqual([["/list/0", "number"]]);
  });
});

test("the path of a problem is the path of its value, after members that were right or wrong", () => {
  const shape = { a: ["string"], m: mapOf({ n: "number" }), "z/": "string|null" };
  const value = { a: [1], m: { secret: { n: 1 }, other: {} }, "z/": [] };
  expect(check(shape, value).found).toEqual([
    ["/a/0", "number"],
    ["/m/*/n", "undefined"],
    ["/z~1", "array"],
  ]);
});

test("an array is copied once, not once for each item that changes", () => {
  const items = Array.from({ length: 200_000 }, () => ({ note: null }));
  const { read } = check(eachItem({ note: orAbsent("string") }), items);
  expect(read).toHaveLength(items.length);
  expect(read).toContainEqual({});
});

test("a copy keeps a member with the name of the prototype, and has no other prototype", () => {
  const value = JSON.parse('{ "note": null, "__proto__": { "name": 5 } }');
  const { read } = check({ note: orAbsent("string"), name: orAbsent("string") }, value);
  expect(read).toEqual(JSON.parse('{ "__proto__": { "name": 5 } }'));
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

test("a kind is not found in the name of another kind", () => {
  expect(check("arraybuffer", []).found).toEqual([["", "array"]]);
  expect(check("string|null", undefined).found).toEqual([["", "undefined"]]);
});
