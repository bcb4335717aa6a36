import type { LinkedCluster } from "../model/linked.js";
import { child, entriesOf, isObject, itemsOf, type Located } from "../source/located.js";

type Resolve = LinkedCluster["resolve"];

/** The schema of a property or element of what a schema describes. */
export function schemaAt(
  schema: Located | undefined,
  key: string | number,
  resolve: Resolve,
): Located | undefined {
  const isElement = typeof key === "number";
  const parts = partsOf(schema, resolve);
  const own = parts.map((part) => child(part, isElement ? "prefixItems" : "properties"));
  const exact = own.map((members) => members && child(members, key));
  const general = parts.map((part) => child(part, isElement ? "items" : "additionalProperties"));
  return [...exact, ...general].find((found) => isObject(found?.value));
}

/** The names of the properties that a schema declares. */
export function propertyNamesOf(schema: Located | undefined, resolve: Resolve): readonly string[] {
  return partsOf(schema, resolve).flatMap((part) => {
    const properties = child(part, "properties");
    return properties ? entriesOf(properties).map(([name]) => name) : [];
  });
}

/** The texts that a schema lists as its values. */
export function textsOf(schema: Located | undefined, resolve: Resolve): readonly string[] {
  const values = partsOf(schema, resolve).flatMap(valuesOf);
  return values.filter((value) => typeof value === "string");
}

/** What a schema takes, as a sentence says it; undefined where it does not fit into one. */
export function describeSchema(schema: Located | undefined, resolve: Resolve): string | undefined {
  const words = partsOf(schema, resolve).flatMap(wordsOf);
  const unique = [...new Set(words)];
  const shown = unique.length > 12 ? [...unique.slice(0, 12), "…"] : unique;
  const last = shown.pop();
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}

const wordsOfTypes: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  array: "an array",
  object: "an object",
  null: "null",
};

/** What a schema says itself; nothing where it only puts other schemas together. */
function wordsOf(schema: Located): readonly string[] {
  const values = valuesOf(schema);
  if (values.length > 0) return values.map((value) => JSON.stringify(value));
  const type = child(schema, "type");
  const types = type && Array.isArray(type.value) ? itemsOf(type) : type ? [type] : [];
  const words = types.flatMap(({ value }) => wordsOfTypes[String(value)] ?? []);
  return child(schema, "nullable")?.value === true ? [...words, "null"] : words;
}

function valuesOf(schema: Located): readonly unknown[] {
  const constant = child(schema, "const");
  const list = child(schema, "enum");
  return constant ? [constant.value] : list ? itemsOf(list).map(({ value }) => value) : [];
}

/** A schema and those that it is put together from, references followed; each once. */
function partsOf(schema: Located | undefined, resolve: Resolve): readonly Located[] {
  const found = new Map<unknown, Located>();
  const collect = (reference: Located | undefined): void => {
    const part = reference && resolve(reference);
    if (!part || !isObject(part.value) || found.has(part.value)) return;
    found.set(part.value, part);
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      const list = child(part, keyword);
      for (const inner of list ? itemsOf(list) : []) collect(inner);
    }
  };
  collect(schema);
  return [...found.values()];
}
