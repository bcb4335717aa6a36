/** Reads and checks values without a static type, and converts values to strings. */

import { type StepPlace, UnexpectedValueError, type WorkflowPlace } from "./errors.js";
import { readOwn } from "./own-property.js";

/** The JSON types, except `null`. */
export type JsonKind = "string" | "number" | "boolean" | "array" | "object";

/** Follows a JSON Pointer (RFC 6901). Returns `undefined` if it leads to no value. */
export function readPointer(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    // JavaScript has the length of an array among its properties.
    if (Array.isArray(found) && key === "length") return undefined;
    found = readOwn(found as Readonly<Record<string, unknown>>, key);
  }
  return found;
}

/** The length of an array or a string, or the member `length` of an object. */
export function lengthOf(value: unknown): unknown {
  return Array.isArray(value) || typeof value === "string"
    ? value.length
    : readPointer(value, ["length"]);
}

/**
 * Checks the JSON type of a value.
 * @returns the value with the type that its use requires, although only the JSON type was checked
 * @throws UnexpectedValueError if the value has none of the JSON types
 */
export function checkKind<Value>(
  step: WorkflowPlace & StepPlace,
  expression: string,
  value: unknown,
  kinds: readonly JsonKind[],
): Value {
  const kind = Array.isArray(value) ? "array" : typeof value;
  if (value === null || !kinds.some((each) => each === kind)) {
    throw new UnexpectedValueError({ ...step, expression, expected: kinds });
  }
  return value as Value;
}

/**
 * Copies an object or array, and sets properties or elements; `-` is the end of an array.
 * @returns the copy with the type that its use requires, although the type of the value is unknown
 * @throws UnexpectedValueError if the value is neither an object nor an array with these elements
 */
export function withMembers<Value>(
  step: WorkflowPlace & StepPlace,
  expression: string,
  value: unknown,
  members: Readonly<Record<string, unknown>>,
): Value {
  if (!Array.isArray(value)) {
    const object = checkKind<object>(step, expression, value, ["object"]);
    return { ...object, ...members } as Value;
  }
  const copy: unknown[] = [...value];
  for (const [key, member] of Object.entries(members)) {
    const index = key === "-" ? copy.length : Number(key);
    if (!(index in copy) && index !== copy.length) {
      throw new UnexpectedValueError({ ...step, expression, expected: ["array"] });
    }
    copy[index] = member;
  }
  return copy as Value;
}

/** Converts a value to a string; objects and arrays become JSON. */
export function toText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
