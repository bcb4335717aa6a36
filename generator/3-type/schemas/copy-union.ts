import {
  discriminatorPropertyOf,
  membersOf,
  propertyOf,
  valuesOf,
} from "../../model/json-schema.js";
import { child, entriesOf, type Located } from "../../source/located.js";
import { anySchema, asSchema, intersect, type SchemaCopy, unite } from "./combine-schemas.js";
import { schemaKey } from "./components.js";
import type { References } from "./references.js";

/**
 * Copies a `oneOf` or `anyOf`. If there is a discriminator, a member whose own property is less specific gets a
 * property with the values that select the member.
 */
export function copyUnion(
  at: Located,
  key: "oneOf" | "anyOf",
  references: References,
  copy: (member: Located) => SchemaCopy,
): SchemaCopy {
  const members = membersOf(at, key);
  if (members.length === 0) return anySchema;
  const discriminator = child(at, "discriminator");
  const property = discriminatorPropertyOf(at);
  return unite(
    members.map((member) => {
      const copied = copy(member);
      if (!discriminator || property === undefined || !("$ref" in copied)) return copied;
      const values = discriminatorValues(member, discriminator, references);
      const missing = missingLiterals(member, property, values, references);
      return missing.length > 0
        ? intersect([copied, literalProperty(property, missing)], [])
        : copied;
    }),
  );
}

/**
 * The values of a discriminator that select a member of the union: the values in the mapping, and the name of the
 * member's component, unless the mapping gives this name to another schema. Empty for the default, which any other
 * value selects.
 * @see https://spec.openapis.org/oas/v3.2.0.html#discriminator-object
 */
function discriminatorValues(
  member: Located,
  discriminator: Located,
  { resolve, components }: References,
): readonly string[] {
  const target = resolve(member);
  if (!target) return [];
  const isSelected = (entry: Located | undefined) =>
    entry !== undefined && isSame(components.mappedTo(entry), target);
  if (isSelected(child(discriminator, "defaultMapping"))) return [];
  const entries = entriesOf(child(discriminator, "mapping"));
  const mapped = entries.filter(([, entry]) => isSelected(entry)).map(([value]) => value);
  const names = components
    .namesOf(target)
    .filter((name) => entries.every(([value]) => value !== name));
  return [...new Set([...mapped, ...names])];
}

function isSame(a: Located | undefined, b: Located): boolean {
  return a !== undefined && schemaKey(a) === schemaKey(b);
}

/**
 * The values that select the member, as far as its own declarations of the property allow them; empty if these
 * declarations allow no other values, or if there are none.
 */
function missingLiterals(
  member: Located,
  property: string,
  values: readonly string[],
  references: References,
): readonly string[] {
  const declared = findProperties(member, property, references, new Set());
  const lists = declared
    .flatMap((schema) => [valuesOf(schema) ?? []])
    .filter((list) => list.length > 0);
  const allowed = values.filter((value) => lists.every((list) => list.includes(value)));
  const isNarrower = lists.every((list) => list.length > allowed.length);
  return declared.length > 0 && isNarrower ? allowed : [];
}

/** The schemas of a property in an object and in the members of its `allOf`. */
function findProperties(
  reference: Located,
  property: string,
  references: References,
  seen: Set<unknown>,
): readonly Located[] {
  const at = references.resolve(reference);
  if (!at || seen.has(at.value)) return [];
  seen.add(at.value);
  const own = propertyOf(at, property);
  const schema = own && references.resolve(own);
  const inherited = membersOf(at, "allOf").flatMap((part) =>
    findProperties(part, property, references, seen),
  );
  return schema ? [schema, ...inherited] : inherited;
}

function literalProperty(property: string, values: readonly string[]): SchemaCopy {
  return asSchema({
    type: "object",
    properties: { [property]: { type: "string", enum: values } },
    required: [property],
  });
}
