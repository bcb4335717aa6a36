import type { SchemaObject } from "openapi-typescript";

/** Where the description of a property waits until it becomes a doc comment. */
export const docKey = "x-doc";

/** A copy: a schema of few shapes, none of which openapi-typescript misunderstands. */
export type SchemaCopy = SchemaObject & Record<string, unknown>;

/** A schema that allows every value. */
export const anySchema: SchemaCopy = asSchema({});

/** A schema that allows no value. */
export const neverSchema: SchemaCopy = asSchema({ enum: [] });

export const nullSchema: SchemaCopy = asSchema({ type: "null" });

/** The keywords were checked one by one, which the union of all shapes of a schema cannot express. */
export function asSchema(copy: Readonly<Record<string, unknown>>): SchemaCopy {
  return copy as SchemaCopy;
}

/** Refers to a schema by its name. */
export function referenceTo(name: string): SchemaCopy {
  return asSchema({ $ref: `#/components/schemas/${name}` });
}

/** What every one of these schemas allows, with these properties. */
export function intersect(schemas: readonly SchemaCopy[], required: readonly string[]): SchemaCopy {
  const parts = schemas
    .flatMap((schema) => (isIntersection(schema) ? (schema.allOf as SchemaCopy[]) : [schema]))
    .filter((schema) => !isAny(schema));
  const given = schemas.flatMap((schema) => (schema["required"] as string[] | undefined) ?? []);
  const told = new Set(parts.flatMap(requiredProperties));
  const names = [...new Set([...required, ...given])].filter((name) => !told.has(name));
  const [only = anySchema] = parts;
  if (parts.length > 1) return asSchema({ allOf: parts, required: names });
  if (names.length === 0) return only;
  if ("$ref" in only) return asSchema({ allOf: parts, required: names });
  return only.type === "object" ? asSchema({ ...only, required: [...told, ...names] }) : only;
}

/** Those that a schema both declares and requires. */
function requiredProperties(schema: SchemaCopy): readonly string[] {
  const names = (schema["required"] as string[] | undefined) ?? [];
  return names.filter((name) => Object.hasOwn(schema["properties"] ?? {}, name));
}

/** What any of these schemas allows. */
export function unite(schemas: readonly SchemaCopy[]): SchemaCopy {
  const members = new Map<string, SchemaCopy>();
  for (const schema of schemas) {
    const parts = isUnion(schema) ? (schema.oneOf as SchemaCopy[]) : [schema];
    for (const part of parts) members.set(keyOf(part), part);
  }
  const list = [...members.values()].filter((member) => !isNever(member));
  if (list.some(isAny)) return anySchema;
  const [only = schemas.length === 0 ? anySchema : neverSchema] = list;
  return list.length <= 1 ? only : asSchema({ oneOf: list });
}

/** What a schema allows, and `null`. */
export function withNull(schema: SchemaCopy): SchemaCopy {
  return isAny(schema) ? anySchema : unite([schema, nullSchema]);
}

/**
 * Schemas of the same key become the same type.
 * @param groupOf tells which of the names that are referred to mean the same
 */
export function keyOf(schema: SchemaCopy, groupOf = (name: string) => name): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key === docKey) return undefined;
    return key === "$ref" ? groupOf(nameIn(value)) : value;
  });
}

/** The name of the schema that this one refers to. */
export function refersTo({ $ref }: SchemaCopy): string | undefined {
  return typeof $ref === "string" ? nameIn($ref) : undefined;
}

export function nameIn($ref: string): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

function keysOf(schema: SchemaCopy): readonly string[] {
  return Object.keys(schema).filter((key) => key !== docKey);
}

/** It allows every value. */
export function isAny(schema: SchemaCopy): boolean {
  return keysOf(schema).length === 0;
}

/** It allows no value. */
export function isNever(schema: SchemaCopy): boolean {
  return Array.isArray(schema.enum) && schema.enum.length === 0;
}

function isUnion(schema: SchemaCopy): boolean {
  return keysOf(schema).length === 1 && Array.isArray(schema.oneOf);
}

function isIntersection(schema: SchemaCopy): boolean {
  return Array.isArray(schema.allOf);
}

/** It tells the kind of JSON value alone. */
export function isBare(schema: SchemaCopy): boolean {
  return keysOf(schema).every((key) => key === "type");
}
