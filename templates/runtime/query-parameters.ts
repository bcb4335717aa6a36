/**
 * Writes the parameters of a query, and forms that are written as queries are.
 * @see https://spec.openapis.org/oas/v3.1.1.html#style-values
 */

import {
  type Encode,
  listOf,
  membersOf,
  percentEncode,
  percentEncodeReserved,
  textOf,
} from "./percent-encoding.js";

/** Writes one value as `name=value` pairs, or as nothing if there is nothing to write. */
export type QueryStyle = (name: string, value: unknown, encode?: Encode) => string;

/** The styles of those values that are not written as the rest are. */
export type QueryStyles = Readonly<Record<string, QueryStyle>>;

/** `?limit=10&tag=a&tag=b`, or nothing; each value is written as `exploded` unless a style is given. */
export function toQuery(values: object | undefined, styles: QueryStyles = {}): string {
  const query = joinStyled(values, styles, exploded, "&");
  return query === "" ? "" : `?${query}`;
}

/** The same, to be appended to a query: `&limit=10`. */
export function andQuery(values: object | undefined, styles: QueryStyles = {}): string {
  const query = joinStyled(values, styles, exploded, "&");
  return query === "" ? "" : `&${query}`;
}

/** The value of a `cookie` header; `undefined` without any cookie. */
export function toCookies(
  values: object | undefined,
  styles: QueryStyles = {},
): string | undefined {
  return joinStyled(values, styles, exploded, "; ") || undefined;
}

/** The body of an `application/x-www-form-urlencoded` request; objects are JSON unless a style is given. */
export function toUrlEncoded(values: unknown, styles: QueryStyles = {}): string {
  return joinStyled(Object(values), styles, formField, "&");
}

function joinStyled(
  values: object | undefined,
  styles: QueryStyles,
  rule: QueryStyle,
  separator: string,
): string {
  const styleOf = new Map(Object.entries(styles));
  return (membersOf(values) ?? [])
    .map(([name, value]) => (styleOf.get(name) ?? rule)(name, value))
    .filter((text) => text !== "")
    .join(separator);
}

/** `color=blue&color=black` or `R=100&G=200`: `form`, exploded. */
export function exploded(name: string, value: unknown, encode: Encode = percentEncode): string {
  if (membersOf(value) && !Array.isArray(value)) return listOf(value, true, encode).join("&");
  const key = percentEncode(name);
  return listOf(value, true, encode)
    .map((text) => `${key}=${text}`)
    .join("&");
}

/** `color=blue,black` or `color=R,100,G,200`: `form`, not exploded. */
export function commaDelimited(
  name: string,
  value: unknown,
  encode: Encode = percentEncode,
): string {
  return delimited(name, value, ",", encode);
}

/** `color=blue%20black`. */
export function spaceDelimited(
  name: string,
  value: unknown,
  encode: Encode = percentEncode,
): string {
  return delimited(name, value, "%20", encode);
}

/** `color=blue%7Cblack`. */
export function pipeDelimited(
  name: string,
  value: unknown,
  encode: Encode = percentEncode,
): string {
  return delimited(name, value, "%7C", encode);
}

/** `color%5BR%5D=100&color%5BG%5D=200`; what lies deeper, and the items of arrays, go on the same way. */
export function deepObject(name: string, value: unknown, encode: Encode = percentEncode): string {
  const members = membersOf(value);
  if (!members) return `${percentEncode(name)}=${encode(textOf(value))}`;
  return members
    .map(([key, member]) => deepObject(`${name}[${key}]`, member, encode))
    .filter((text) => text !== "")
    .join("&");
}

/** `filter=%7B%22id%22%3A1%7D`: a parameter whose content is JSON. */
export function asJson(name: string, value: unknown, encode: Encode = percentEncode): string {
  return `${percentEncode(name)}=${encode(JSON.stringify(value))}`;
}

/** `color=blue; color=black` as it is: the style `cookie` of OpenAPI 3.2. */
export function asCookie(name: string, value: unknown): string {
  const asIs = (text: string) => text;
  const isObject = membersOf(value) && !Array.isArray(value);
  return listOf(value, true, asIs)
    .map((text) => (isObject ? text : `${name}=${text}`))
    .join("; ");
}

/** The same style with the characters left as they are that have a meaning in URLs: `allowReserved`. */
export function withReserved(style: QueryStyle): QueryStyle {
  return (name, value) => style(name, value, percentEncodeReserved);
}

function formField(name: string, value: unknown): string {
  const isObject = membersOf(value) && !Array.isArray(value);
  return isObject ? asJson(name, value) : exploded(name, value);
}

function delimited(name: string, value: unknown, separator: string, encode: Encode): string {
  const list = listOf(value, false, encode);
  return list.length === 0 ? "" : `${percentEncode(name)}=${list.join(separator)}`;
}
