import {
  conditionalSchemas,
  partsOf,
  propertiesOf,
  propertyNamesOf,
} from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import { type Direction, mayOccur } from "../../model/schema-use.js";
import { addToList } from "../../source/add-to-list.js";
import { isInherited } from "../../source/identifiers.js";
import type { Located } from "../../source/located.js";
import type { References } from "./references.js";

/** The properties that the children of a schema declare, but not the schema itself, by name. */
export function propertiesOfChildren(
  parent: Located,
  direction: Direction,
  { components, resolve }: References,
): ReadonlyMap<string, readonly Located[]> {
  const found = new Map<string, Located[]>();
  const children = components.childrenOf(parent);
  if (children.length === 0) return found;
  const follow: Resolve = (located) => resolve(located, "may dangle");
  const own = new Set(propertyNamesOf(parent, follow));
  const parts = new Map(
    children
      .flatMap((each) => partsOf(each, follow))
      .flatMap((part) => [part, ...conditionalSchemas(part)])
      .map((part) => [part.value, part]),
  );
  for (const part of parts.values()) {
    for (const [name, schema] of propertiesOf(part)) {
      // In TypeScript every object has `constructor`.
      if (own.has(name) || isInherited(name) || !mayOccur(schema, direction, follow)) continue;
      addToList(found, name, schema);
    }
  }
  return found;
}
