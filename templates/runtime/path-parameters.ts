/**
 * Writes parameters into a path.
 * @see https://spec.openapis.org/oas/v3.1.1.html#style-values
 */

import {
  listOf,
  membersOf,
  percentEncode,
  percentEncodeReserved,
  textOf,
} from "./percent-encoding.js";

export interface PathStyle {
  /** Writes an object as `key=value` pairs, and each item of an array by itself. */
  readonly explode?: boolean;
  /** Leaves the characters as they are that have a meaning in URLs. */
  readonly allowReserved?: boolean;
}

/** `blue`, `blue,black` or `R=100,G=200`. */
export function simple(value: unknown, { explode = false, allowReserved }: PathStyle = {}): string {
  return listOf(value, explode, encoderOf(allowReserved)).join(",");
}

/** `.blue`, `.blue,black` or `.R=100.G=200`. */
export function label(value: unknown, { explode = false, allowReserved }: PathStyle = {}): string {
  const list = listOf(value, explode, encoderOf(allowReserved));
  return list.length === 0 ? "" : `.${list.join(explode ? "." : ",")}`;
}

/** `;color=blue`, `;color=blue,black` or `;R=100;G=200`. */
export function matrix(
  name: string,
  value: unknown,
  { explode = false, allowReserved }: PathStyle = {},
): string {
  const encode = encoderOf(allowReserved);
  const key = percentEncode(name);
  const assign = (text: string) => (text === "" ? `;${key}` : `;${key}=${text}`);
  if (!membersOf(value)) return assign(encode(textOf(value)));
  const list = listOf(value, explode, encode);
  if (list.length === 0) return "";
  if (!explode) return assign(list.join(","));
  return list.map((text) => (Array.isArray(value) ? assign(text) : `;${text}`)).join("");
}

function encoderOf(allowReserved: boolean | undefined) {
  return allowReserved ? percentEncodeReserved : percentEncode;
}
