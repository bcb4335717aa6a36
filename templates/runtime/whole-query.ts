/**
 * Writes a whole query, for a parameter with `in: querystring`.
 * @see https://spec.openapis.org/oas/v3.2.0.html#parameter-object
 */

import { isOfKind, unfilled } from "./parameter-kind.js";
import { percentEncode } from "./percent-encoding.js";
import type { QueryStyles } from "./query-parameters.js";
import { toText } from "./values.js";

type EncodeWhole = (value: object, styles?: QueryStyles) => string;

/**
 * `?status=open&limit=10`, or an empty string for an empty query and an absent value. A string is the query itself;
 * characters that cannot stand in a query are percent-encoded.
 * @param encode the encoding of arrays and objects; by default only strings can be sent
 * @param styles the styles of the fields of a form
 */
export function wholeQuery(
  name: string,
  value: unknown,
  encode?: EncodeWhole,
  styles?: QueryStyles,
): string {
  return andWholeQuery(name, value, encode, styles).replace("&", "?");
}

/** Like `wholeQuery`, for appending to a query: `&status=open&limit=10`. */
export function andWholeQuery(
  name: string,
  value: unknown,
  encode?: EncodeWhole,
  styles?: QueryStyles,
): string {
  if (value === undefined || value === null) return "";
  const query = encodeWhole(name, value, encode, styles);
  return query === "" ? "" : `&${query}`;
}

function encodeWhole(
  name: string,
  value: unknown,
  encode: EncodeWhole | undefined,
  styles: QueryStyles | undefined,
): string {
  if (typeof value === "string") return encodeRest(value);
  const isSendable = typeof value === "object" && value !== null && isOfKind(value, "any");
  return encode && isSendable
    ? encode(value, styles)
    : `${percentEncode(name)}=${unfilled(name, "any")}`;
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-3.4 */
function encodeRest(query: string): string {
  // `fetch` also encodes apostrophes.
  return query.replace(/%(?![\da-f]{2})|[^\w\-.~:/?@!$&()*+,;=%]+/gi, percentEncode);
}

/** The query of a parameter whose content is JSON. */
export function jsonQuery(value: object): string {
  return percentEncode(JSON.stringify(value));
}

/** Encodes a value within a query, so that it cannot change the query around it; objects and arrays become JSON. */
export function toQueryText(value: unknown): string {
  return percentEncode(toText(value));
}
