import { propertiesOf, propertyNamesOf } from "../../model/json-schema.js";
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

/** @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.2 */
export function conditionalSchemas(at: Located): readonly Located[] {
  const branches = child(at, "if") ? ["then", "else"].flatMap((key) => child(at, key) ?? []) : [];
  return [...branches, ...entriesOf(child(at, "dependentSchemas")).map(([, schema]) => schema)];
}

/** The required names that neither the schema nor its parts declare. */
export function undeclaredNames(
  at: Located,
  required: readonly string[],
  resolve: Resolve,
): readonly string[] {
  const own = new Set(propertiesOf(at).map(([name]) => name));
  const others = required.filter((name) => !own.has(name));
  if (others.length === 0) return [];
  const declared = new Set([...own, ...propertyNamesOf(at, resolve)]);
  return others.filter((name) => !declared.has(name));
}
