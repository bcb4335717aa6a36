/**
 * Serializes query parameters and URL-encoded forms. For a value that cannot be sent, such as an object instead
 * of a string, the query contains the name of the parameter in braces: `limit={limit}`.
 * @see https://spec.openapis.org/oas/v3.1.1.html#style-values
 */

import { isOfKind, type ParameterKind, unfilled, unsendable } from "./parameter-kind.js";
import {
  type Encode,
  listOf,
  membersOf,
  percentEncode,
  percentEncodeInQuery,
} from "./percent-encoding.js";

/**
 * Serializes a value as `name=value` pairs, or as an empty string if there are none.
 * @param kind the required kind of value; by default any
 */
export type QueryStyle = (
  name: string,
  value: unknown,
  encode?: Encode,
  kind?: ParameterKind,
) => string;

/** Styles by name, for values that are not scalars or do not have the default style. */
export type QueryStyles = Readonly<Record<string, QueryStyle>>;

/**
 * `?limit=10&tag=a&tag=b`, or an empty string. Each value is a scalar unless it has a style. A style accepts
 * arrays, and objects within `withObjects`.
 */
export function toQuery(values: object | undefined, styles: QueryStyles = {}): string {
  return andQuery(values, styles).replace("&", "?");
}

/** Like `toQuery`, for appending to a query: `&limit=10`. */
export function andQuery(values: object | undefined, styles: QueryStyles = {}): string {
  const query = joinStyled(values, styles, scalar, "&", "array");
  return query === "" ? "" : `&${query}`;
}

/**
 * The value of a `cookie` header; `undefined` if there are no cookies. Each cookie is a scalar unless it has a
 * style. For another value, the result is not valid in a header, so that the request is rejected.
 */
export function toCookies(
  values: object | undefined,
  styles: QueryStyles = {},
): string | undefined {
  const styled = new Set(Object.keys(styles));
  const others = (membersOf(values) ?? []).filter(([name]) => !styled.has(name));
  if (others.some(([, value]) => !isOfKind(value, "scalar"))) return unsendable;
  return joinStyled(values, styles, exploded, "; ") || undefined;
}

/** The body of an `application/x-www-form-urlencoded` request; objects are JSON unless they have a style. */
export function toUrlEncoded(values: unknown, styles: QueryStyles = {}): string {
  return joinStyled(Object(values), styles, formField, "&");
}

function joinStyled(
  values: object | undefined,
  styles: QueryStyles,
  rule: QueryStyle,
  separator: string,
  kind?: ParameterKind,
): string {
  const styleOf = new Map(Object.entries(styles));
  return (membersOf(values) ?? [])
    .map(([name, value]) => (styleOf.get(name) ?? rule)(name, value, percentEncode, kind))
    .filter((text) => text !== "")
    .join(separator);
}

/** `color=blue`. */
export function scalar(name: string, value: unknown, encode: Encode = percentEncode): string {
  return exploded(name, value, encode, "scalar");
}

/** `color=blue&color=black` or `R=100&G=200`: `form`, exploded. */
export function exploded(
  name: string,
  value: unknown,
  encode: Encode = percentEncode,
  kind?: ParameterKind,
): string {
  const key = percentEncode(name);
  if (kind && !isOfKind(value, kind)) return `${key}=${unfilled(name, kind)}`;
  const list = listOf(value, true, encode);
  const hasKeys = membersOf(value) && !Array.isArray(value);
  return (hasKeys ? list : list.map((text) => `${key}=${text}`)).join("&");
}

/** `color=blue,black` or `color=R,100,G,200`: `form`, not exploded. */
export const commaDelimited: QueryStyle = (name, value, encode, kind) =>
  delimited(",", name, value, encode, kind);

/** `color=blue%20black`. */
export const spaceDelimited: QueryStyle = (name, value, encode, kind) =>
  delimited("%20", name, value, encode, kind);

/** `color=blue%7Cblack`. */
export const pipeDelimited: QueryStyle = (name, value, encode, kind) =>
  delimited("%7C", name, value, encode, kind);

/** `color=blue%09black`: `collectionFormat: tsv` of OpenAPI 2.0. */
export const tabDelimited: QueryStyle = (name, value, encode, kind) =>
  delimited("%09", name, value, encode, kind);

/**
 * `color%5BR%5D=100&color%5BG%5D=200`; nested objects and the items of arrays continue this pattern. Accepts
 * values of any kind.
 */
export function deepObject(
  name: string,
  value: unknown,
  encode: Encode = percentEncode,
  kind?: ParameterKind,
): string {
  const members = membersOf(value);
  if (!members) return exploded(name, value, encode, kind && "any");
  return members
    .map(([key, member]) => deepObject(`${name}[${key}]`, member, encode, kind))
    .filter((text) => text !== "")
    .join("&");
}

/** `filter=%7B%22id%22%3A1%7D`: a parameter whose content is JSON. */
export function asJson(
  name: string,
  value: unknown,
  encode: Encode = percentEncode,
  kind?: ParameterKind,
): string {
  if (kind && !isOfKind(value, "any")) return `${percentEncode(name)}=${unfilled(name, "any")}`;
  return `${percentEncode(name)}=${encode(JSON.stringify(value))}`;
}

/**
 * `color=blue; color=black`, the style `cookie` of OpenAPI 3.2. Encodes only semicolons, which would begin
 * another cookie.
 */
export function asCookie(name: string, value: unknown): string {
  const asIs = (text: string) => text.replace(/;/g, percentEncode);
  const isObject = membersOf(value) && !Array.isArray(value);
  return listOf(value, true, asIs)
    .map((text) => (isObject ? text : `${asIs(name)}=${text}`))
    .join("; ");
}

/** The same style without encoding reserved characters: `allowReserved`. */
export function withReserved(style: QueryStyle): QueryStyle {
  return (name, value, _, kind) => style(name, value, percentEncodeInQuery, kind);
}

/** The same style for a parameter that may be an object. */
export function withObjects(style: QueryStyle): QueryStyle {
  return (name, value, encode) => style(name, value, encode, "any");
}

function formField(name: string, value: unknown): string {
  const isObject = membersOf(value) && !Array.isArray(value);
  return isObject ? asJson(name, value) : exploded(name, value);
}

function delimited(
  separator: string,
  ...[name, value, encode = percentEncode, kind]: Parameters<QueryStyle>
): string {
  const key = percentEncode(name);
  if (kind && !isOfKind(value, kind)) return `${key}=${unfilled(name, kind)}`;
  const list = listOf(value, false, encode);
  return list.length === 0 ? "" : `${key}=${list.join(separator)}`;
}
