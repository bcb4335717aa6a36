import type { SchemaObject } from "openapi-typescript";

/** The keyword that carries the text of a property's doc comment. */
export const docKey = "x-doc";

/** A schema in the few shapes that openapi-typescript converts correctly. */
export type SchemaCopy = SchemaObject & Record<string, unknown>;

export const anySchema: SchemaCopy = asSchema({});

export const neverSchema: SchemaCopy = asSchema({ enum: [] });

export const nullSchema: SchemaCopy = asSchema({ type: "null" });

/** In a union: `null`, and the values of all kinds that the other members do not describe. */
const otherKindsSchema: SchemaCopy = asSchema({ type: "null", format: "other-kinds" });

/** The keywords were checked one by one, which the type `SchemaObject`, a union, cannot express. */
export function asSchema(copy: Readonly<Record<string, unknown>>): SchemaCopy {
  return copy as SchemaCopy;
}

export function referenceTo(name: string): SchemaCopy {
  return asSchema({ $ref: `#/components/schemas/${name}` });
}

/** Allows the values that all of the schemas allow and that have the required properties. */
export function intersect(schemas: readonly SchemaCopy[], required: readonly string[]): SchemaCopy {
  const parts = schemas
    .flatMap((schema) => (isIntersection(schema) ? (schema.allOf as SchemaCopy[]) : [schema]))
    .filter((schema) => !isAny(schema));
  const given = schemas.flatMap((schema) => (schema["required"] as string[] | undefined) ?? []);
  const known = new Set(parts.flatMap(requiredProperties));
  const names = [...new Set([...required, ...given])].filter((name) => !known.has(name));
  const [only = anySchema] = parts;
  if (parts.length > 1) return asSchema({ allOf: parts, required: names });
  if (names.length === 0) return only;
  if ("$ref" in only) return asSchema({ allOf: parts, required: names });
  return only.type === "object" ? asSchema({ ...only, required: [...known, ...names] }) : only;
}

/** The properties that a schema both declares and requires. */
function requiredProperties(schema: SchemaCopy): readonly string[] {
  const names = (schema["required"] as string[] | undefined) ?? [];
  return names.filter((name) => Object.hasOwn(schema["properties"] ?? {}, name));
}

/** Allows the values that any of the schemas allows. */
export function unite(schemas: readonly SchemaCopy[]): SchemaCopy {
  const members = new Map<string, SchemaCopy>();
  for (const schema of schemas) {
    const parts = isUnion(schema) ? (schema.oneOf as SchemaCopy[]) : [schema];
    for (const part of parts) {
      const key = keyOf(part);
      if (members.get(key)?.format === undefined) members.set(key, part);
    }
  }
  const list = [...members.values()].filter((member) => !isNever(member));
  if (list.some(isAny)) return anySchema;
  const [only = schemas.length === 0 ? anySchema : neverSchema] = list;
  return list.length <= 1 ? only : asSchema({ oneOf: list });
}

export function withNull(schema: SchemaCopy): SchemaCopy {
  return isAny(schema) ? anySchema : unite([schema, nullSchema]);
}

export function withOtherKinds(schema: SchemaCopy): SchemaCopy {
  return isAny(schema) ? anySchema : unite([schema, otherKindsSchema]);
}

/**
 * Schemas with equal keys become equal types.
 * @param groupOf maps names of referenced schemas with equal types to the same string
 */
export function keyOf(schema: SchemaCopy, groupOf = (name: string) => name): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key === docKey || key === "format") return undefined;
    return key === "$ref" ? groupOf(nameIn(value)) : value;
  });
}

export function refersTo({ $ref }: SchemaCopy): string | undefined {
  return typeof $ref === "string" ? nameIn($ref) : undefined;
}

export function nameIn($ref: string): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

function keysOf(schema: SchemaCopy): readonly string[] {
  return Object.keys(schema).filter((key) => key !== docKey);
}

export function isAny(schema: SchemaCopy): boolean {
  return keysOf(schema).length === 0;
}

export function isNever(schema: SchemaCopy): boolean {
  return Array.isArray(schema.enum) && schema.enum.length === 0;
}

/** True for a schema, or a union with a member, that says no more of an object than which names it requires. */
export function allowsAnyObject(schema: SchemaCopy): boolean {
  const members = isUnion(schema) ? (schema.oneOf as SchemaCopy[]) : [schema];
  return members.some(
    (member) =>
      member.type === "object" &&
      keysOf(member).every((key) => key === "type" || key === "required"),
  );
}

function isUnion(schema: SchemaCopy): boolean {
  return keysOf(schema).length === 1 && Array.isArray(schema.oneOf);
}

function isIntersection(schema: SchemaCopy): boolean {
  return Array.isArray(schema.allOf);
}

/** Has no keyword except `type` and `format`. */
export function isBare(schema: SchemaCopy): boolean {
  return keysOf(schema).every((key) => key === "type" || key === "format");
}
