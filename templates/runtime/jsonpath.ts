/** JSONPath queries (RFC 9535) that are not plain property access. */

import { compile, type JSONPathQuery, type JSONValue } from "json-p3";

const compiled = new Map<string, JSONPathQuery>();

/** Whether a query selects anything in a JSON value; `false` for `undefined`. */
export function hasMatch(value: unknown, query: string): boolean {
  if (value === undefined) return false;
  const known = compiled.get(query) ?? compile(query);
  compiled.set(query, known);
  // Responses and inputs contain JSON.
  return known.query(value as JSONValue).length > 0;
}

/** Writes a value as a JSONPath literal; `undefined` becomes `null`. */
export function asLiteral(value: unknown): string {
  return JSON.stringify(value ?? null);
}
