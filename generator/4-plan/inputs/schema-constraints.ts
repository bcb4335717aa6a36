import { defaultOf, membersOf, partsOf, propertyOf, typesOf } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import { isJsonValue } from "../../source/is-json.js";
import { child, isObject, type Located, textAt } from "../../source/located.js";

/** A JSON Schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** The kinds of value that keywords constrain. */
export type ConstrainedKind = "string" | "number" | "array" | "object";

type IsValid = (value: unknown) => boolean;

const isCount: IsValid = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isNumber: IsValid = (value) => Number.isFinite(value);

/** The keywords of each kind that do not change the type, and their valid values. */
const constraints: Readonly<Record<ConstrainedKind, Readonly<Record<string, IsValid>>>> = {
  string: {
    minLength: isCount,
    maxLength: isCount,
    pattern: (value) => typeof value === "string" && isPattern(value),
    format: (value) => formats.string.some((format) => format === value),
  },
  number: {
    minimum: isNumber,
    maximum: isNumber,
    exclusiveMinimum: isNumber,
    exclusiveMaximum: isNumber,
    multipleOf: (value) => isNumber(value) && Number(value) > 0,
    format: (value) => formats.number.some((format) => format === value),
  },
  array: {
    minItems: isCount,
    maxItems: isCount,
    uniqueItems: (value) => value === true,
  },
  object: { minProperties: isCount, maxProperties: isCount },
};

/** The formats that validators know: those of JSON Schema and of OpenAPI, without internationalized ones. */
const formats = {
  string: [
    ...["date", "time", "date-time", "duration", "email", "hostname", "ipv4", "ipv6"],
    ...["uri", "uri-reference", "uri-template", "uuid", "json-pointer", "relative-json-pointer"],
    ...["regex", "byte", "password"],
  ],
  number: ["int32", "int64", "float", "double"],
};

/** JSON Schema recommends Unicode patterns, and validators reject a pattern that is not one. */
function isPattern(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, "u"));
  } catch {
    return false;
  }
}

/** The schema itself and the schemas that it combines, as far as each value must match them. */
export function requiredParts(at: Located, resolve: Resolve): readonly Located[] {
  const parts = partsOf(at, resolve, ["allOf"]);
  const others = parts.flatMap((part) =>
    (["anyOf", "oneOf"] as const).flatMap((key) => {
      const [only, ...rest] = membersOf(part, key).filter((member) => !isNull(member));
      return only && rest.length === 0 ? partsOf(only, resolve, ["allOf"]) : [];
    }),
  );
  return [at, ...parts, ...others];
}

function isNull(schema: Located): boolean {
  return typesOf(schema).every((type) => type === "null") && typesOf(schema).length > 0;
}

/** The constraints of a kind of value. If several parts have a keyword, the first one counts. */
export function constraintsOf(kind: ConstrainedKind, parts: readonly Located[]): Schema {
  const found = Object.entries(constraints[kind]).flatMap(([keyword, isValid]) => {
    const values = parts.map((part) => child(part, keyword)?.value);
    const value = values.find(isValid);
    return value === undefined ? [] : [[keyword, value] as const];
  });
  const isWhole = kind === "number" && parts.some(requiresInteger);
  return { ...(isWhole && { type: "integer" }), ...Object.fromEntries(found) };
}

function requiresInteger(part: Located): boolean {
  const types = typesOf(part);
  return types.includes("integer") && !types.includes("number");
}

/** True if an object has no other properties than the ones that it declares itself. */
export function isClosed(at: Located | undefined, resolve: Resolve): boolean {
  const target = at && resolve(at);
  if (!target || child(target, "additionalProperties")?.value !== false) return false;
  const others = ["allOf", "anyOf", "oneOf", "patternProperties", "$ref"];
  return others.every((keyword) => child(target, keyword) === undefined);
}

/** The schema of a property. */
export function propertyIn(parts: readonly Located[], name: string): Located | undefined {
  return firstOf(parts, (part) => propertyOf(part, name));
}

/** The schema of the properties that are not declared by name. */
export function otherPropertiesIn(parts: readonly Located[]): Located | undefined {
  if (parts.some((part) => child(part, "patternProperties"))) return undefined;
  return firstOf(parts, (part) => child(part, "additionalProperties"));
}

/** The schema of each item of an array; undefined if items at different positions have different schemas. */
export function itemIn(parts: readonly Located[]): Located | undefined {
  if (parts.some((part) => child(part, "prefixItems"))) return undefined;
  return firstOf(parts, (part) => child(part, "items"));
}

export function itemAt(parts: readonly Located[], index: number): Located | undefined {
  return firstOf(parts, (part) => membersOf(part, "prefixItems")[index]);
}

function firstOf(
  parts: readonly Located[],
  find: (part: Located) => Located | undefined,
): Located | undefined {
  return parts.map(find).find((found) => isObject(found?.value));
}

/** Keywords for readers and forms. */
export function annotationsOf(at: Located | undefined, resolve: Resolve, isNamed: boolean): Schema {
  if (!at) return {};
  const target = resolve(at) ?? at;
  // A named schema has its own annotations.
  const both = isNamed ? [at] : [at, target];
  const text = (key: string) => both.map((each) => textAt(each, key)).find(Boolean);
  const [title, description] = [text("title"), text("description")];
  const fallback = (isNamed ? child(at, "default") : defaultOf(at, resolve))?.value;
  const isDeprecated = both.some((each) => child(each, "deprecated")?.value === true);
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(isDeprecated && { deprecated: true }),
    ...(fallback !== undefined && isJsonValue(fallback) && { default: fallback }),
  };
}
