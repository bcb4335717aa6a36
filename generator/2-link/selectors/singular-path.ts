import { parseJsonPath } from "../../source/json-path.js";
import type { SplitQuery } from "../criteria/split-query.js";

/**
 * The path of names and indexes of a query that finds at most one value; undefined for a query that can find several,
 * and for one that counts from the end of an array.
 * @param query a query that conforms to RFC 9535
 * @see https://www.rfc-editor.org/rfc/rfc9535#section-2.3.5.1
 */
export function singularPath(query: string): readonly string[] | undefined {
  const path: string[] = [];
  for (const { isDescendant, selectors } of parseJsonPath(query).segments) {
    const [selector, ...others] = selectors;
    if (isDescendant || others.length > 0) return undefined;
    if (selector?.kind === "name") path.push(selector.name);
    else if (selector?.kind === "index" && selector.index >= 0) path.push(String(selector.index));
    else return undefined;
  }
  return path;
}

const step = /\.([\p{L}_][\p{L}\p{N}_]*)(?!\s*\()|\[(?:(0|[1-9]\d*)|'([^'\\]*)'|"([^"\\]*)")\]/uy;

/** Splits off the names and indexes at the start of a query, unless its filters read the whole value: `$.a[*].b` is `/a` and `$[*].b`. */
export function splitPath(query: SplitQuery): {
  readonly path: readonly string[];
  readonly rest: SplitQuery;
} {
  const [first = "", ...others] = query;
  const whole = { path: [], rest: query };
  if (typeof first !== "string" || !first.startsWith("$")) return whole;
  const path: string[] = [];
  let end = 1;
  for (step.lastIndex = end; ; end = step.lastIndex) {
    const found = step.exec(first);
    const key = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
    if (key === undefined) break;
    path.push(key);
  }
  const rest = first.slice(end);
  const isOfRoot = [rest, ...others].some((part) => typeof part === "string" && part.includes("$"));
  return isOfRoot ? whole : { path, rest: [`$${rest}`, ...others] };
}
