/** Keywords that types do not express, each with the reason. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["pattern", "a type has no regular expressions"],
  ["minimum", "a type has no ranges of numbers"],
  ["minItems", "only the elements of `prefixItems` have a length"],
  ["maxItems", "only the elements of `prefixItems` have a length"],
  ["if", "a type has no conditions"],
  ["then", "a type has no conditions"],
  ["else", "a type has no conditions"],
  ["dependentSchemas", "a type has no conditions"],
  ["unevaluatedProperties", "a type does not know what other schemas describe"],
  ["patternProperties", "a type has no patterns of names"],
]);

const combinators = ["allOf", "anyOf", "oneOf", "$ref"];
const describing = ["properties", "patternProperties", "dependentSchemas", "if"];
const dataKeywords = ["const", "enum", "$ref", "required"];

/**
 * A schema that allows more values: all that its type is meant to allow.
 *
 * @param isPart another schema describes the same value
 */
export function relaxed(schema: unknown, isPart = false): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const isCombined = combinators.some((key) => Object.hasOwn(schema, key));
  const isDescribed = describing.some((key) => Object.hasOwn(schema, key));
  const hasConstructor = JSON.stringify(schema).includes('"constructor":');
  const isOpen = isPart || isCombined;
  const entries = Object.entries(schema).flatMap(([key, value]): readonly Entry[] => {
    if (reasons.has(key)) return [];
    // An object with more properties than its type is assignable to the type.
    if (key === "additionalProperties") return isDescribed || isOpen ? [] : [[key, relaxed(value)]];
    // The schema around a part, or a member of a union, declares the name.
    if (key === "required" && isOpen) return [];
    if (dataKeywords.includes(key)) return [[key, value]];
    if (key === "properties") {
      // In TypeScript every object has `constructor`, so the type of a property of this name is `unknown`.
      const typed = Object.entries(Object(value)).filter(([name]) => name !== "constructor");
      return [[key, mapped(Object.fromEntries(typed), (each) => relaxed(each))]];
    }
    if (key === "type") {
      // TypeScript accepts values of every kind where all properties are optional, in an intersection, and also
      // if one of the properties is `constructor`, which all values have.
      const isAnything = (isOpen || hasConstructor) && [value].flat().includes("object");
      return isAnything ? [] : [[key, [value].flat().map(wider)]];
    }
    if (!Array.isArray(value)) return [[key, relaxed(value)]];
    const members = value.map((each) => relaxed(each, combinators.includes(key)));
    // A value can be of several members of a union.
    return [[key === "oneOf" ? "anyOf" : key, members]];
  });
  const wide = merged(entries);
  // As `nullable` of OpenAPI 3.0, `null` is allowed beside a combination.
  const allowsNull = isCombined && [Reflect.get(schema, "type")].flat().includes("null");
  return allowsNull ? { anyOf: [{ type: "null" }, wide] } : wide;
}

type Entry = readonly [string, unknown];

/** Both unions, if `oneOf` became a second `anyOf`. */
function merged(entries: readonly Entry[]): object {
  const unions = entries.filter(([key]) => key === "anyOf").map(([, anyOf]) => ({ anyOf }));
  if (unions.length < 2) return Object.fromEntries(entries);
  return { allOf: [Object.fromEntries(entries.filter(([key]) => key !== "anyOf")), ...unions] };
}

export function mapped(
  schemas: object,
  change: (schema: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(schemas).map(([key, each]) => [key, change(each)]));
}

/** A type has no integers. */
function wider(type: unknown): unknown {
  return type === "integer" ? "number" : type;
}
