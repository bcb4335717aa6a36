import { membersOf, propertyOf, valuesOf } from "../../model/json-schema.js";
import { child, entriesOf, type Located, textAt } from "../../source/located.js";
import { anySchema, asSchema, intersect, type SchemaCopy, unite } from "./combine-schemas.js";
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
  const property = discriminator && textAt(discriminator, "propertyName");
  return unite(
    members.map((member) => {
      const copied = copy(member);
      if (!discriminator || property === undefined || !("$ref" in copied)) return copied;
      const values = discriminatorValues(member, discriminator, references);
      return needsLiteral(member, property, values, references)
        ? intersect([copied, literalProperty(property, values)], [])
        : copied;
    }),
  );
}

/**
 * The values of a discriminator that select a member of the union: the values in the mapping, or else
 * the name of the member's schema.
 * @see https://spec.openapis.org/oas/v3.1.1.html#discriminator-object
 */
function discriminatorValues(
  member: Located,
  discriminator: Located,
  { resolve }: References,
): readonly string[] {
  const target = resolve(member);
  const mapped = entriesOf(child(discriminator, "mapping")).filter(([, entry]) => {
    if (typeof entry.value !== "string") return false;
    const $ref = /[#./]/.test(entry.value) ? entry.value : `#/components/schemas/${entry.value}`;
    const selected = $ref === textAt(member, "$ref") ? target : findTarget($ref, entry, resolve);
    return selected !== undefined && target !== undefined && isSame(selected, target);
  });
  const name = textAt(member, "$ref")?.split("/").at(-1);
  return mapped.length > 0 ? mapped.map(([value]) => value) : name === undefined ? [] : [name];
}

/** Follows a reference, but does not report it if it is dangling within its document. */
function findTarget(
  $ref: string,
  entry: Located,
  resolve: References["resolve"],
): Located | undefined {
  const [, ...tokens] = $ref.startsWith("#/") ? $ref.split("/") : [];
  const root: Located = { document: entry.document, path: [], value: entry.document.value };
  const local = tokens.reduce<Located | undefined>(
    (found, token) => found && child(found, token.replaceAll("~1", "/").replaceAll("~0", "~")),
    root,
  );
  return tokens.length > 0 && !local ? undefined : resolve({ ...entry, value: { $ref } });
}

function isSame(a: Located, b: Located): boolean {
  return a.document === b.document && a.path.join("/") === b.path.join("/");
}

/** True if the member is an object whose own declaration of the property allows other values. */
function needsLiteral(
  member: Located,
  property: string,
  values: readonly string[],
  references: References,
): boolean {
  const declared = findProperties(member, property, references, new Set());
  if (declared.length === 0 || values.length === 0) return false;
  return declared.every((schema) => {
    const list = valuesOf(schema);
    return !list || (list.length > values.length && values.every((value) => list.includes(value)));
  });
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
