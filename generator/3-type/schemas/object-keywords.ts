import {
  conditionalSchemas,
  partsOf,
  propertyNamesOf,
  requiredOf,
  typesOf,
} from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import { child, entriesOf, type Located } from "../../source/located.js";

/**
 * The schema of the properties that have no other schema.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-11.3
 */
export function othersOf(at: Located): Located | undefined {
  return child(at, "additionalProperties") ?? child(at, "unevaluatedProperties");
}

/** True if other schemas describe properties of the same object. */
export function isCombined(at: Located): boolean {
  return ["$ref", "allOf", "anyOf", "oneOf"].some((key) => child(at, key));
}

/**
 * The names that keywords such as `required` mention, of the schema or of schemas that it combines, although no schema
 * declares them.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5
 */
export function undeclaredNames(at: Located, resolve: Resolve): readonly string[] {
  const mentioned = mentionedNames(at);
  if (mentioned.length === 0) return [];
  const declared = new Set(propertyNamesOf(at, resolve));
  return mentioned.filter((name) => !declared.has(name));
}

/** True if the parts of a schema allow nothing but objects, and no part is a union. */
export function combinesObjects(at: Located, resolve: Resolve): boolean {
  const parts = partsOf(at, resolve, ["allOf"]);
  const kinds = parts.flatMap(typesOf);
  const isUnion = parts.some((part) => ["anyOf", "oneOf"].some((key) => child(part, key)));
  return !isUnion && kinds.length > 0 && kinds.every((kind) => kind === "object");
}

/** A schema that is referred to mentions its names itself. */
function mentionedNames(at: Located): readonly string[] {
  const parts = partsOf(at, () => undefined);
  const all = parts.flatMap((part) => [part, ...conditionalSchemas(part)]);
  const names = all.flatMap((part) => [
    ...requiredOf(part),
    ...entriesOf(child(part, "dependentSchemas")).map(([name]) => name),
    ...entriesOf(child(part, "dependentRequired")).flatMap(([name, { value }]) => [
      name,
      ...(Array.isArray(value) ? value.filter((each) => typeof each === "string") : []),
    ]),
  ]);
  return [...new Set(names)];
}
