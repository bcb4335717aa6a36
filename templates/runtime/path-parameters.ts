/**
 * Serializes path parameters. For a value that cannot be sent, such as `undefined`, `""` or an object instead
 * of a string, the path keeps the name of the parameter in braces.
 * @see https://spec.openapis.org/oas/v3.1.1.html#style-values
 */

import { isOfKind, type ParameterStyle, unfilled } from "./parameter-kind.js";
import { listOf, membersOf, percentEncode, percentEncodeInPath } from "./percent-encoding.js";

export interface PathStyle extends ParameterStyle {
  /** Does not encode reserved characters that have no meaning in paths. */
  readonly allowReserved?: boolean;
}

/** `blue`, `blue,black` or `R=100,G=200`. */
export function simple(name: string, value: unknown, style: PathStyle = {}): string {
  const { separator } = style;
  const between = separator === undefined ? "," : percentEncode(separator);
  return write(name, value, style, (list) => list.join(between));
}

/** `.blue`, `.blue,black` or `.R=100.G=200`. */
export function label(name: string, value: unknown, style: PathStyle = {}): string {
  return write(name, value, style, (list) => `.${list.join(style.explode ? "." : ",")}`);
}

/** `;color=blue`, `;color=blue,black` or `;R=100;G=200`. */
export function matrix(name: string, value: unknown, style: PathStyle = {}): string {
  const key = percentEncode(name);
  const isPaired = style.explode && membersOf(value) && !Array.isArray(value);
  // RFC 6570, section 3.2.7: an empty value has no equals sign.
  const assign = (text: string, to = key) => (text === "" ? `;${to}` : `;${to}=${text}`);
  return write(name, value, isPaired ? { ...style, explode: false } : style, (list) => {
    if (!style.explode) return assign(list.join(","));
    const assigned = list.map((text, at) => {
      if (!isPaired) return assign(text);
      // Keys and values alternate.
      return at % 2 === 1 ? assign(text, list[at - 1]) : "";
    });
    return assigned.join("");
  });
}

/** @param join joins the values, of which at least one is not empty */
function write(
  name: string,
  value: unknown,
  { kind = "scalar", explode = false, allowReserved }: PathStyle,
  join: (list: readonly string[]) => string,
): string {
  const encode = allowReserved ? percentEncodeInPath : percentEncode;
  const list = isOfKind(value, kind) ? listOf(value, explode, encode) : [];
  return list.every((text) => text === "") ? unfilled(name, kind) : join(list);
}
