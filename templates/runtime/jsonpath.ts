/** JSONPath queries (RFC 9535) that are not plain property access. */

import { compile, type JSONPathQuery, type JSONValue } from "json-p3";
import { absentValue, type Filled, failCriterion, writtenWith } from "./criterion.js";
import type { Step } from "./run.js";

const compiled = new Map<string, JSONPathQuery>();

/**
 * Whether a query selects anything in a JSON value. False for `undefined`, `null` and strings, and for a query that its
 * values make invalid; these are reported to `onStep`.
 */
export function hasMatch(
  step: Step,
  value: unknown,
  query: string | Filled<JSONPathQuery>,
): boolean {
  const filled = typeof query === "string" ? { written: query, condition: constant(query) } : query;
  if ("problem" in filled) return failCriterion(step, filled.written, filled.problem);
  if (value === undefined || value === null) {
    return failCriterion(step, filled.written, "the context has no value");
  }
  if (typeof value === "string") {
    return failCriterion(step, filled.written, "the context is a string, not an object or array");
  }
  try {
    // Responses and inputs contain JSON.
    return filled.condition.query(value as JSONValue).length > 0;
  } catch {
    // Such as a value that is nested too deeply.
    return failCriterion(step, filled.written, "the evaluation failed");
  }
}

/**
 * All values that a query finds in a JSON value, in their order. Empty for a value that is absent, and for a query that
 * its values make invalid.
 * @returns the values with the type that the description gives them, which the check of responses and inputs ensures
 */
export function findNodes<Node = unknown>(
  value: unknown,
  query: string | Filled<JSONPathQuery>,
): Node[] {
  const filled = typeof query === "string" ? { condition: constant(query) } : query;
  if ("problem" in filled || typeof value !== "object") return [];
  return filled.condition.query(value as JSONValue).values() as Node[];
}

/** Only queries without values are kept, because their number is limited. */
function constant(query: string): JSONPathQuery {
  const known = compiled.get(query) ?? compile(query);
  compiled.set(query, known);
  return known;
}

/** A template of a query in which each value is replaced by its literal. */
export function jsonPathWith(
  strings: TemplateStringsArray,
  ...values: readonly unknown[]
): Filled<JSONPathQuery> {
  const written = writtenWith(strings);
  if (values.includes(undefined)) return { written, problem: absentValue };
  if (values.some((value) => typeof value === "object" && value !== null)) {
    return { written, problem: "an object or array has no literal in JSONPath" };
  }
  const query = strings.reduce((text, string, index) => text + literal(values[index - 1]) + string);
  try {
    return { written, condition: compile(query) };
  } catch {
    // Such as an index that is not an integer.
    return { written, problem: "a value in it cannot stand in this place" };
  }
}

/** Unlike in JSON, half of a surrogate pair cannot be escaped. */
function literal(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSONPath does not allow them in a string
  return `"${value.replace(/["\\\u0000-\u001f]/g, (each) => JSON.stringify(each).slice(1, -1))}"`;
}
