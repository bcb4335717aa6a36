import { everyChild, mostPaths, type ReadKey } from "../../model/body-read.js";
import type { LinkedQuery } from "../../model/linked.js";
import { isSampleValue, sampleJsonPath } from "../../model/sample-query.js";
import { type JsonPathSelector, parseJsonPath } from "../../source/json-path.js";

/** The keys that lead to the values that a query finds, up to the first values at any depth. */
export function keysRead(query: LinkedQuery): readonly (readonly ReadKey[])[] {
  let paths: readonly (readonly ReadKey[])[] = [[]];
  for (const { isDescendant, selectors } of parseJsonPath(sampleJsonPath(query)).segments) {
    if (isDescendant || paths.length * selectors.length > mostPaths) return paths;
    const before = paths;
    paths = selectors.flatMap((selector) => before.map((path) => [...path, keyOf(selector)]));
  }
  return paths;
}

function keyOf(selector: JsonPathSelector): ReadKey {
  if (selector.kind === "name" && !isSampleValue(selector.name)) return selector.name;
  return selector.kind === "index" && selector.index >= 0 ? String(selector.index) : everyChild;
}
