import { child, entriesOf, isObject, itemsOf, type Located, textAt } from "../source/located.js";
import type { Resolve } from "./linked.js";

/** The keywords that combine schemas. */
const combinators = ["allOf", "anyOf", "oneOf"] as const;
type Combinator = (typeof combinators)[number];

/** The schemas in a keyword that holds an array of schemas. */
export function membersOf(
  schema: Located,
  keyword: Combinator | "prefixItems",
): readonly Located[] {
  return itemsOf(child(schema, keyword));
}

/** The properties that a schema declares itself. */
export function propertiesOf(schema: Located): readonly (readonly [string, Located])[] {
  return entriesOf(child(schema, "properties"));
}

export function propertyOf(schema: Located, name: string): Located | undefined {
  return child(schema, "properties", name);
}

/** A schema within a schema. */
interface Subschema {
  /** The name of the property that it describes; undefined if it describes the same value or elements. */
  readonly property: string | undefined;
  readonly schema: Located;
}

/** The schemas within a schema, apart from definitions. References are not followed. */
export function subschemasOf(schema: Located): readonly Subschema[] {
  const single = ["items", "additionalProperties", "if", "then", "else"].flatMap((keyword) => {
    const found = child(schema, keyword);
    return found ? [found] : [];
  });
  const members = ([...combinators, "prefixItems"] as const).flatMap((keyword) =>
    membersOf(schema, keyword),
  );
  const unnamed = [...single, ...members].filter(({ value }) => isObject(value));
  return [
    ...propertiesOf(schema).map(([property, each]) => ({ property, schema: each })),
    ...unnamed.map((each) => ({ property: undefined, schema: each })),
  ];
}

/** The names that a schema requires itself. */
export function requiredOf(schema: Located): readonly string[] {
  const names = itemsOf(child(schema, "required")).map(({ value }) => value);
  return names.filter((name) => typeof name === "string");
}

/** The values of `const` or `enum`; undefined if the schema has neither. */
export function valuesOf(schema: Located): readonly unknown[] | undefined {
  const constant = child(schema, "const");
  const values = constant ? [constant.value] : child(schema, "enum")?.value;
  return Array.isArray(values) ? values : undefined;
}

/** The elements of `type`, or its only value. In YAML, an unquoted `null` is not a string. */
export function typesOf(schema: Located): readonly unknown[] {
  const type = child(schema, "type")?.value;
  const types = type === undefined ? [] : [type].flat();
  return types.map((each) => (each === null ? "null" : each));
}

/** Keywords beside a `$ref` that describe fewer values than the referenced schema, or more of their parts. */
const limitingKeywords = [
  ...["type", "enum", "const", "nullable", "items", "prefixItems", "properties", "required"],
  ...["additionalProperties", "patternProperties", "unevaluatedProperties", ...combinators],
  ...["if", "dependentSchemas"],
];

/** True for a schema that refers to another schema and says more about its values. */
export function limitsReference(schema: Located): boolean {
  const isList = Array.isArray(child(schema, "required")?.value);
  return limitingKeywords.some((key) => child(schema, key) && (key !== "required" || isList));
}

/** A schema, then the schemas that it refers to or combines, each once. */
export function partsOf(
  schema: Located | undefined,
  resolve: Resolve,
  keywords: readonly Combinator[] = combinators,
): readonly Located[] {
  const seen = new Set<unknown>();
  const collect = (part: Located | undefined): readonly Located[] => {
    if (!part || !isObject(part.value) || seen.has(part.value)) return [];
    seen.add(part.value);
    const isReference = textAt(part, "$ref") !== undefined;
    const target = isReference ? resolve(part) : undefined;
    const members = keywords.flatMap((keyword) => membersOf(part, keyword));
    const own = isReference && !limitsReference(part) ? [] : [part];
    return [...own, ...[...(target ? [target] : []), ...members].flatMap(collect)];
  };
  return collect(schema);
}

/**
 * The schemas that describe a value under a condition.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.2
 */
export function conditionalSchemas(schema: Located): readonly Located[] {
  const isConditional = child(schema, "if") !== undefined;
  const branches = isConditional ? ["then", "else"].flatMap((key) => child(schema, key) ?? []) : [];
  return [...branches, ...entriesOf(child(schema, "dependentSchemas")).map(([, each]) => each)];
}

/** The names of the properties that a schema and its parts declare, including those under a condition. */
export function propertyNamesOf(schema: Located | undefined, resolve: Resolve): readonly string[] {
  const parts = partsOf(schema, resolve).flatMap((part) => [part, ...conditionalSchemas(part)]);
  return [...new Set(parts.flatMap((part) => propertiesOf(part).map(([name]) => name)))];
}

/** The schema of a property or of an array's element. */
export function schemaAt(
  schema: Located | undefined,
  key: string | number,
  resolve: Resolve,
): Located | undefined {
  const isElement = typeof key === "number";
  const parts = partsOf(schema, resolve);
  const exact = parts.map((part) =>
    isElement ? membersOf(part, "prefixItems")[key] : propertyOf(part, key),
  );
  const general = parts.map((part) => child(part, isElement ? "items" : "additionalProperties"));
  return [...exact, ...general].find((found) => isObject(found?.value));
}

/**
 * The `default` of a schema: its own, or else the first one of the schemas that it refers to or combines by `allOf`.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1
 */
export function defaultOf(schema: Located, resolve: Resolve): Located | undefined {
  const all = [schema, resolve(schema), ...partsOf(schema, resolve, ["allOf"])];
  return all.map((each) => child(each, "default")).find(Boolean);
}

/** The property that tells which schema describes a value. In OpenAPI 2.0, `discriminator` is only its name. */
export function discriminatorPropertyOf(schema: Located): string | undefined {
  const discriminator = child(schema, "discriminator");
  const name = isObject(discriminator?.value)
    ? textAt(discriminator, "propertyName")
    : discriminator?.value;
  return typeof name === "string" ? name : undefined;
}

/** In OpenAPI before 3.1. `x-nullable` is the usual name in OpenAPI 2.0, which has no keyword for it. */
export function isNullable(schema: Located): boolean {
  return ["nullable", "x-nullable"].some((keyword) => child(schema, keyword)?.value === true);
}

/** True if the schema allows only strings. */
export function isTextSchema(schema: Located | undefined, resolve: Resolve): boolean {
  const target = schema && resolve(schema);
  if (!target || textAt(target, "type") !== "string") return false;
  if (isNullable(target)) return false;
  const isComposed = combinators.some((keyword) => child(target, keyword));
  const values = valuesOf(target) ?? [];
  return !isComposed && values.every((value) => value !== null && typeof value !== "object");
}
