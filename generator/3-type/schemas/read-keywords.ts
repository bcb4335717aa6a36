import { isNullable, typesOf } from "../../model/json-schema.js";
import { child, isObject, type Located, textAt } from "../../source/located.js";

const typeNames: readonly unknown[] = ["string", "number", "boolean", "array", "object"];

/** The kinds of JSON value except `null`; `inherited` is the kind that the enclosing schema requires. */
export function readTypes(at: Located, inherited: string | undefined) {
  const given = typesOf(at).map((each) => (each === "integer" ? "number" : each));
  const types = [...new Set(given)].filter((each) => typeNames.includes(each)) as string[];
  const allowsNull = given.includes("null") || isNullable(at);
  const inherits = ["type", "$ref", "allOf", "anyOf", "oneOf", "properties", "items"].every(
    (key) => !child(at, key),
  );
  return {
    types: inherits && inherited !== undefined ? [inherited] : types,
    allowsNull,
    isNull: types.length === 0 && given.includes("null"),
  };
}

/** How many elements an array has at least and at most. */
export function readLength(at: Located) {
  const read = (key: string, otherwise: number) => {
    const value = child(at, key)?.value;
    return typeof value === "number" && value >= 0 ? value : otherwise;
  };
  return { minimum: read("minItems", 0), maximum: read("maxItems", Number.POSITIVE_INFINITY) };
}

/** @see https://spec.openapis.org/registry/format/ */
export function isInt64(at: Located): boolean {
  return /^u?int64$/.test(textAt(at, "format") ?? "");
}

export function isSchema(value: unknown): boolean {
  return isObject(value) || typeof value === "boolean";
}
