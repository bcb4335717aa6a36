import { parseJsonPath } from "../../source/json-path.js";

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
