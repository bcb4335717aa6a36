/**
 * Comparisons by the rules of the Arazzo Specification, for values that TypeScript's own operators
 * would compare differently.
 *
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object
 */

import type { HttpResponse, StatusOfClass } from "./http.js";

/** Strings are compared case-insensitively. A string that contains a number equals that number. */
export function isEqual(left: unknown, right: unknown): boolean {
  const [a, b] = [left ?? null, right ?? null];
  if (typeof a === "string" && typeof b === "string") return a.toLowerCase() === b.toLowerCase();
  const numbers = numbersOf(a, b);
  if (numbers) return numbers[0] === numbers[1];
  if (typeof a === "boolean" || typeof b === "boolean")
    return String(a).toLowerCase() === String(b).toLowerCase();
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  return sortedJson(a) === sortedJson(b);
}

/** JSON whose objects have their members in the order of their names. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    const isObject = typeof member === "object" && member !== null && !Array.isArray(member);
    if (!isObject) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/**
 * Compares numbers, and strings that contain numbers, by value, and other strings case-insensitively. Values of other
 * types, `undefined` and `null` have no order.
 */
export function isLess(left: unknown, right: unknown): boolean {
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a !== undefined && b !== undefined) return a < b;
  if (typeof left !== "string" || typeof right !== "string") return false;
  return left.toLowerCase() < right.toLowerCase();
}

/** Like `isLess`, but also true for equal values, unless both are absent. */
export function isAtMost(left: unknown, right: unknown): boolean {
  if (left === undefined || left === null) return false;
  return isLess(left, right) || isEqual(left, right);
}

export function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

export function isSuccessful<Response extends HttpResponse>(
  response: Response,
): response is Response & { readonly status: StatusOfClass<2> } {
  return response.status >= 200 && response.status <= 299;
}

/** Both values as numbers, if one is a number and the other can be converted to a number. */
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
