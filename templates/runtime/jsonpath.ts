/** Queries of RFC 9535, for those that are no plain property access. */

import { compile, type JSONPathQuery, type JSONValue } from "json-p3";

const compiled = new Map<string, JSONPathQuery>();

/** Whether a query finds anything in a JSON value; it finds nothing in nothing. */
export function hasMatch(value: unknown, query: string): boolean {
  if (value === undefined) return false;
  const known = compiled.get(query) ?? compile(query);
  compiled.set(query, known);
  // What a response or an input holds is JSON.
  return known.query(value as JSONValue).length > 0;
}

/** A value as a query writes it: texts in double quotes, nothing as `null`. */
export function asLiteral(value: unknown): string {
  return JSON.stringify(value ?? null);
}
