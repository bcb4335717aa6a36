/** Values that no type describes, and values in texts. */

import { UnexpectedValueError, type WorkflowPlace } from "./errors.js";
import { readOwn } from "./own-property.js";

/** What `typeof` says of a JSON value, and `array` for arrays. */
export type JsonKind = "string" | "number" | "boolean" | "array" | "object";

/** Follows property names and indexes; `undefined` as soon as there is nothing. */
export function readPointer(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = readOwn(found as Readonly<Record<string, unknown>>, key);
  }
  return found;
}

/**
 * Makes sure that a value is of a kind that the place it goes to takes.
 * @returns the value, which then has the type of the place: only its kind was looked at
 * @throws UnexpectedValueError if it is of no such kind
 */
export function checkKind<Value>(
  run: WorkflowPlace,
  stepId: string,
  expression: string,
  value: unknown,
  kinds: readonly JsonKind[],
): Value {
  const kind = Array.isArray(value) ? "array" : typeof value;
  if (value === null || !kinds.some((each) => each === kind)) {
    throw new UnexpectedValueError({ ...run, stepId, expression, expected: kinds });
  }
  return value as Value;
}

/** Scalars as they are, objects and arrays as JSON. */
export function toText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
