/** Writes values into headers, which encode nothing. */

import { listOf } from "./percent-encoding.js";

/** The headers that have a value, in text. */
export function toHeaders(
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const headers = Object.entries(fields).flatMap(([name, value]) => {
    const text = headerText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(headers);
}

/** `blue`, `blue,black`, `R,100,G,200` or, exploded, `R=100,G=200`; `undefined` for nothing. */
export function headerText(
  value: unknown,
  { explode = false }: { readonly explode?: boolean } = {},
): string | undefined {
  if (value === undefined || value === null) return undefined;
  const list = listOf(value, explode, (text) => text);
  return list.length === 0 ? undefined : list.join(",");
}
