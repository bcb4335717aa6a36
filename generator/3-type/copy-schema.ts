import type { SchemaObject } from "openapi-typescript";
import { child, entriesOf, isObject, itemsOf, type Located, textAt } from "../source/located.js";

/** Where the description of a property waits until it becomes a doc comment. */
export const docKey = "x-doc";

/** Gives a schema that is referred to its name; undefined if the reference leads nowhere. */
export type NameReference = (reference: Located) => string | undefined;

/**
 * A copy of a schema that holds nothing but what becomes a type, and refers to named schemas only.
 * What has the wrong shape is left out: it says nothing about the type.
 */
export function copySchema(at: Located, nameReference: NameReference): SchemaObject {
  if (!isObject(at.value)) return at.value === false ? asSchema({ enum: [] }) : anySchema;
  const doc = docOf(at);
  if (textAt(at, "$ref") !== undefined) {
    const name = nameReference(at);
    return name === undefined ? anySchema : asSchema({ $ref: referenceTo(name), ...doc });
  }
  return asSchema({
    ...doc,
    ...copyKeywords(at),
    ...copyMaps(at, nameReference),
    ...copySingles(at, nameReference),
    ...copyLists(at, nameReference),
    ...copyDiscriminator(at, nameReference),
  });
}

/** A schema that allows every value. */
export const anySchema: SchemaObject = asSchema({});

/** The keywords were checked one by one, which the union of all shapes of a schema cannot express. */
function asSchema(copy: Readonly<Record<string, unknown>>): SchemaObject {
  return copy as SchemaObject;
}

export function referenceTo(name: string): string {
  return `#/components/schemas/${name}`;
}

const typeNames = ["string", "number", "integer", "boolean", "array", "object", "null"];

function copyKeywords(at: Located): Record<string, unknown> {
  const type = child(at, "type")?.value;
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeNames.includes(one));
  const required = child(at, "required")?.value;
  const values = child(at, "enum")?.value;
  const constant = child(at, "const");
  return {
    ...(types.length > 0 && { type: Array.isArray(type) ? types : types[0] }),
    ...(Array.isArray(required) && {
      required: required.filter((one) => typeof one === "string"),
    }),
    ...(Array.isArray(values) && values.length > 0 && { enum: values }),
    ...(constant && { const: constant.value }),
    ...(child(at, "nullable")?.value === true && { nullable: true }),
  };
}

function copyMaps(at: Located, nameReference: NameReference): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of ["properties", "patternProperties"]) {
    const map = child(at, key);
    const entries = map ? entriesOf(map) : [];
    if (entries.length === 0) continue;
    copy[key] = Object.fromEntries(
      entries.map(([name, schema]) => [name, copySchema(schema, nameReference)]),
    );
  }
  return copy;
}

function copySingles(at: Located, nameReference: NameReference): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of ["items", "additionalProperties"]) {
    const schema = child(at, key);
    if (!schema || !(isObject(schema.value) || schema.value === true)) continue;
    copy[key] = copySchema(schema, nameReference);
  }
  return copy;
}

function copyLists(at: Located, nameReference: NameReference): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of ["allOf", "anyOf", "oneOf", "prefixItems"]) {
    const list = child(at, key);
    const schemas = list ? itemsOf(list) : [];
    if (schemas.length > 0) copy[key] = schemas.map((schema) => copySchema(schema, nameReference));
  }
  return copy;
}

/** With every value of the discriminator spelt out, since the names of schemas may have changed. */
function copyDiscriminator(at: Located, nameReference: NameReference): Record<string, unknown> {
  const discriminator = child(at, "discriminator");
  const propertyName = discriminator && textAt(discriminator, "propertyName");
  if (!discriminator || propertyName === undefined) return {};
  const given = child(discriminator, "mapping");
  const mapping: Record<string, string> = {};
  for (const [value, target] of given ? entriesOf(given) : []) {
    const reference = String(target.value);
    const $ref = /[#./]/.test(reference) ? reference : referenceTo(reference);
    const name = nameReference({ ...target, value: { $ref } });
    if (name !== undefined) mapping[value] = referenceTo(name);
  }
  const list = child(at, "oneOf") ?? child(at, "anyOf");
  for (const member of given || !list ? [] : itemsOf(list)) {
    const value = textAt(member, "$ref")?.split("/").at(-1);
    const name = value === undefined ? undefined : nameReference(member);
    if (value !== undefined && name !== undefined) mapping[value] = referenceTo(name);
  }
  return { discriminator: { propertyName, mapping } };
}

function docOf(at: Located): Record<string, unknown> {
  const description = textAt(at, "description");
  const isDeprecated = child(at, "deprecated")?.value === true;
  const text = [description, ...(isDeprecated ? ["@deprecated"] : [])].filter(Boolean).join("\n\n");
  return text === "" ? {} : { [docKey]: text };
}
