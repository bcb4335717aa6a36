/** Checks the values of parameters, and marks values that cannot be sent. */

import type { HttpRequest } from "./http.js";
import { membersOf, percentEncode } from "./percent-encoding.js";

/** `scalar`: a string, number or boolean. `array`: a scalar or an array. `any`: a scalar, an array or an object. */
export type ParameterKind = "scalar" | "array" | "any";

export interface ParameterStyle {
  /**
   * The kind of value that the parameter accepts.
   * @default "scalar"
   */
  readonly kind?: ParameterKind;
  /** Writes an object as `key=value` pairs, and each item of an array separately. */
  readonly explode?: boolean;
  /**
   * Between the items of an array.
   * @default ","
   */
  readonly separator?: string;
}

function expectedKinds(kind: string | undefined): readonly string[] {
  const others = kind === "any" ? ["array", "object"] : kind === "array" ? ["array"] : [];
  return ["string", "number", "boolean", ...others];
}

/**
 * Absent values, numbers that are not finite, and functions have no kind. Members may be objects, which become
 * JSON.
 */
export function isOfKind(value: unknown, kind: ParameterKind): boolean {
  const members = membersOf(value);
  if (!members) return isScalar(value);
  const isArray = Array.isArray(value);
  // A `Date` or a `Map` has no members that could be sent.
  const isPlain = isArray || Object.prototype.toString.call(value) === "[object Object]";
  const isAccepted = isPlain && (kind === "any" || (kind === "array" && isArray));
  return (
    isAccepted && members.every(([, member]) => typeof member === "object" || isScalar(member))
  );
}

function isScalar(value: unknown): boolean {
  return Number.isFinite(value) || /^(string|boolean|bigint)$/.test(typeof value);
}

/**
 * The placeholder for a value that cannot be sent: `{orderId}`, or `{tags:array}` if the parameter accepts more
 * than scalars. Braces in values are percent-encoded, so a value never looks like a placeholder. A request with
 * a placeholder is rejected.
 */
export function unfilled(name: string, kind: ParameterKind): string {
  return `{${percentEncode(name)}${kind === "scalar" ? "" : `:${kind}`}}`;
}

export interface UnfilledParameter {
  readonly in: "path" | "query" | "header";
  readonly name: string;
  /** The JSON types that the parameter accepts. */
  readonly expected: readonly string[];
}

/** The placeholder for a value that cannot be sent in a header. */
export const unsendable = "\0unsendable:";

/** Finds the first parameter of a request whose value cannot be sent. Absent headers are ignored. */
export function findUnfilled({
  path,
  headers,
}: Pick<HttpRequest, "path" | "headers">): UnfilledParameter | undefined {
  const [, before = "", name, kind] = /^([^{]*)\{([^:}]*):?(\w*)\}/.exec(path) ?? [];
  if (name !== undefined) {
    const place = before.includes("?") ? "query" : "path";
    return { in: place, name: decodeURIComponent(name), expected: expectedKinds(kind) };
  }
  // Values from an API or from JavaScript may not match their types.
  for (const [header, value] of Object.entries<unknown>(headers)) {
    if (value === undefined || value === null) continue;
    const text = typeof value === "string" ? value : "";
    if (!isScalar(value) || text.startsWith(unsendable)) {
      return { in: "header", name: header, expected: expectedKinds(text.slice(unsendable.length)) };
    }
  }
  return undefined;
}
