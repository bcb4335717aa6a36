/** Serializes header parameters, which are not percent-encoded. */

import { isOfKind, type ParameterStyle, unsendable } from "./parameter-kind.js";
import { asciiJson, listOf } from "./percent-encoding.js";

export function toHeaders(
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const headers = Object.entries(fields).flatMap(([name, value]) => {
    const text = headerText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(headers);
}

/**
 * `blue`, `blue,black`, `R,100,G,200` or, exploded, `R=100,G=200`; `undefined` if there is no value. For a
 * value of another kind, the result is not valid in a header, so that the request is rejected.
 */
export function headerText(
  value: unknown,
  { kind = "scalar", explode = false, separator = "," }: ParameterStyle = {},
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isOfKind(value, kind)) return unsendable + kind;
  const list = listOf(value, explode, (text) => text);
  return list.length === 0 ? undefined : list.join(separator);
}

/** `{"R":100}`: a parameter whose content is JSON; `undefined` if there is no value. */
export function headerJson(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return value === null || isOfKind(value, "any") ? asciiJson(value) : `${unsendable}any`;
}
