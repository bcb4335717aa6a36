/** Which values a parameter takes, and what stands in a path or query for a value that it does not take. */

import { membersOf, percentEncode } from "./percent-encoding.js";

/** Strings, numbers and booleans; arrays too; or any value. */
export type ParameterKind = "scalar" | "array" | "any";

const scalars = ["string", "number", "boolean"];

/** The kinds of JSON value that a parameter takes. */
const kindsOf: Readonly<Record<ParameterKind, readonly string[]>> = {
  scalar: scalars,
  array: [...scalars, "array"],
  any: [...scalars, "array", "object"],
};

/** An absent value, a number that is not finite, and a function are of no kind. Members may be objects: they become JSON. */
export function isOfKind(value: unknown, kind: ParameterKind): boolean {
  const members = membersOf(value);
  if (!members) return isScalar(value);
  const isTaken = kind === "any" || (kind === "array" && Array.isArray(value));
  return isTaken && members.every(([, member]) => typeof member === "object" || isScalar(member));
}

function isScalar(value: unknown): boolean {
  return Number.isFinite(value) || /^(string|boolean|bigint)$/.test(typeof value);
}

/**
 * Takes the place of a value that cannot be sent: `{orderId}`, or `{tags:array}` if the parameter takes more than scalars.
 * Braces in values are percent-encoded, so it cannot be mistaken for a value; a request that holds it is refused.
 */
export function unfilled(name: string, kind: ParameterKind): string {
  return `{${percentEncode(name)}${kind === "scalar" ? "" : `:${kind}`}}`;
}

/** A parameter without a value that can be sent. */
export interface UnfilledParameter {
  readonly in: "path" | "query";
  readonly name: string;
  /** The kinds of JSON value that it takes. */
  readonly expected: readonly string[];
}

/** Finds the first parameter in a request's path that has no value that can be sent. */
export function findUnfilled(path: string): UnfilledParameter | undefined {
  const [, before = "", name, kind] = /^([^{]*)\{([^:}]*):?(\w*)\}/.exec(path) ?? [];
  if (name === undefined) return undefined;
  const expected = kindsOf[kind === "array" || kind === "any" ? kind : "scalar"];
  return { in: before.includes("?") ? "query" : "path", name: decodeURIComponent(name), expected };
}
