/** Serializes header parameters, which have no encoding. */

import { isOfKind, type ParameterKind, unsendable } from "./parameter-kind.js";
import { listOf } from "./percent-encoding.js";

export interface HeaderStyle {
  /**
   * The kind of value that the parameter accepts.
   * @default "scalar"
   */
  readonly kind?: ParameterKind;
  /** Writes an object as `key=value` pairs. */
  readonly explode?: boolean;
}

/** The headers that have a value, as strings. */
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
  { kind = "scalar", explode = false }: HeaderStyle = {},
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isOfKind(value, kind)) return unsendable + kind;
  const list = listOf(value, explode, (text) => text);
  return list.length === 0 ? undefined : list.join(",");
}
