/** JSONPath queries (RFC 9535) that are not plain property access. */

import { compile, type JSONPathQuery, type JSONValue } from "json-p3";

const compiled = new Map<string, JSONPathQuery>();

/** Whether a query selects anything in a JSON value; `false` for `undefined`. */
export function hasMatch(value: unknown, query: string): boolean {
  if (value === undefined) return false;
  const known = compiled.get(query) ?? compileQuery(query);
  if (!known) return false;
  compiled.set(query, known);
  // Responses and inputs contain JSON.
  return known.query(value as JSONValue).length > 0;
}

/** Undefined if the query compares with an object or an array, which have no literal: nothing equals them. */
function compileQuery(query: string): JSONPathQuery | undefined {
  try {
    return compile(query);
  } catch {
    return undefined;
  }
}

/** Writes a value as a JSONPath literal; `undefined` becomes `null`. */
export function asLiteral(value: unknown): string {
  return JSON.stringify(value ?? null);
}
