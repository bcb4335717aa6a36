import { expect, test } from "vitest";
import type { ComparisonOperator, Condition, Operand } from "../../generator/model/linked.js";
import { allStatuses, statusesNamedIn, statusesOf } from "../../generator/model/status-set.js";
import { placeOf } from "../../generator/source/located.js";
import { toLocated } from "../to-located.js";

const at = toLocated({});
const operand = (kind: "status-code" | "url"): Operand => ({
  kind: "expression",
  expression: { kind, text: kind, place: placeOf(at) },
  ofLength: false,
});
const status = operand("status-code");
const literal = (value: string | number): Operand => ({ kind: "literal", value });
const compare = (left: Operand, operator: ComparisonOperator, right: Operand): Condition => ({
  kind: "comparison",
  ...{ left, operator, right },
  ignoresCase: true,
});
const is = (value: string | number) => compare(status, "==", literal(value));
const other: Condition = { kind: "truth", operand: operand("url") };
const both = (...conditions: Condition[]): Condition => ({ kind: "and", conditions });
const either = (...conditions: Condition[]): Condition => ({ kind: "or", conditions });
const not = (condition: Condition): Condition => ({ kind: "not", condition });

const successes = allStatuses.filter((each) => each >= 200 && each < 300);
const range = both(compare(status, ">=", literal(200)), compare(literal(300), ">", status));

test.each([
  ["equality", is(200), [200], [200]],
  ["a string that is a number", is("200"), [200], [200]],
  ["a range, from either side", range, successes, successes],
  [
    "a regular expression",
    { kind: "regex", operand: status, pattern: ["^20[04]$"], flags: "g" },
    [200, 204],
    [200, 204],
  ],
  ["something else", other, allStatuses, []],
  ["a status and something else", both(is(404), other), [404], []],
  ["a status or something else", either(is(404), other), allStatuses, [404]],
  [
    "the opposite of a status and something else",
    not(both(is(404), other)),
    allStatuses,
    allStatuses.filter((each) => each !== 404),
  ],
  ["two statuses at once", both(is(200), is(201)), [], []],
] as const)("finds the statuses of %s", (_, condition: Condition, possible, certain) => {
  expect(statusesOf([{ text: "", at, condition }])).toEqual({ possible, certain });
});

test("names the statuses of comparisons, and whether they are expected", () => {
  const named = statusesNamedIn(both(is(204), not(is(205)), compare(literal(206), "!=", status)));
  expect(named).toEqual([
    { status: 204, isExpected: true },
    { status: 205, isExpected: false },
    { status: 206, isExpected: false },
  ]);
});
