/**
 * Comparisons by the rules of the Arazzo Specification, for values that TypeScript's own operators
 * would compare differently.
 *
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object
 */

import type { HttpResponse, StatusOfClass } from "./http.js";

/** Texts are equal whatever their case; a text that is a number equals that number. */
export function isEqual(left: unknown, right: unknown): boolean {
  const [a, b] = [left ?? null, right ?? null];
  if (typeof a === "string" && typeof b === "string") return a.toLowerCase() === b.toLowerCase();
  const numbers = numbersOf(a, b);
  if (numbers) return numbers[0] === numbers[1];
  if (typeof a === "boolean" || typeof b === "boolean")
    return String(a) === String(b).toLowerCase();
  if (typeof a === "object" && typeof b === "object")
    return JSON.stringify(a) === JSON.stringify(b);
  return a === b;
}

/** Numbers, and texts that are numbers, by size; other texts by their letters. */
export function isLess(left: unknown, right: unknown): boolean {
  const numbers = numbersOf(left, right);
  if (numbers) return numbers[0] < numbers[1];
  if (typeof left !== "string" || typeof right !== "string") return false;
  return left.toLowerCase() < right.toLowerCase();
}

/** Anything but nothing, `false`, 0 and the empty text. */
export function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

/** Whether the pattern is found in a text, or in a scalar as text; never in nothing. */
export function matches(value: unknown, pattern: RegExp): boolean {
  if (value === undefined || value === null) return false;
  return pattern.test(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** A response with a 2xx status. */
export function isSuccessful<Response extends HttpResponse>(
  response: Response,
): response is Response & { readonly status: StatusOfClass<2> } {
  return response.status >= 200 && response.status <= 299;
}

/** Both as numbers, if one of them is a number and the other can be read as one. */
function numbersOf(a: unknown, b: unknown): readonly [number, number] | undefined {
  if (typeof a !== "number" && typeof b !== "number") return undefined;
  const [left, right] = [toNumber(a), toNumber(b)];
  return left === undefined || right === undefined ? undefined : [left, right];
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}
