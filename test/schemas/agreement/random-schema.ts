/** Random JSON Schemas and values. */

import type { Random } from "../../truth/random.js";

export type Schema = boolean | Readonly<Record<string, unknown>>;

// ajv ignores properties called `__proto__`.
const ownNames = ["a", "b", "c"] as const;
const names = [...ownNames, "constructor"] as const;
const texts = ["x", "y", "1", ""] as const;
const types = ["string", "integer", "number", "boolean", "null", "object", "array"] as const;

/** The names of the components, each of which can refer to those after it. */
export const componentNames = ["First", "Second", "Third", "Fourth"] as const;

/**
 * An object. All objects and all lists of properties have a `tag`:
 * TypeScript refuses an object that shares no name with a type whose properties are all optional.
 */
function made(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries);
}

/** @param referable the names of the components that the schema can refer to */
export function randomSchema(random: Random, referable: readonly string[], depth = 0): Schema {
  const inner = () => randomSchema(random, referable, depth + 1);
  const some = <Item>(make: () => Item, limit = 2): readonly Item[] =>
    Array.from({ length: 1 + random.below(limit) }, make);
  if (random.chance(0.04)) return random.chance(0.7);
  const isDeep = depth >= 3;
  const kind = random.below(isDeep ? 5 : 12);
  if (kind === 0) return { enum: some(() => random.pick([...texts, 1, 2, true, null]), 3) };
  if (kind === 1) return { const: random.pick([...texts, 3, false, null]) };
  if (kind <= 3) return scalar(random);
  if (kind === 4) return { type: [...new Set(some(() => random.pick(types.slice(0, 5)), 3))] };
  if (kind <= 7) return randomObject(random, inner);
  if (kind === 8) return randomArray(random, inner);
  if (kind === 9) return reference(random, referable, inner);
  const combinator = random.pick(["allOf", "anyOf", "oneOf"] as const);
  const own = random.chance(0.3) ? randomObject(random, inner) : {};
  return { ...own, [combinator]: some(inner, 3) };
}

function scalar(random: Random): Schema {
  const type = random.pick(types.slice(0, 5));
  if (type === "string") return { type, ...(random.chance(0.2) && { pattern: "^x" }) };
  if (type === "integer" || type === "number") {
    return { type, ...(random.chance(0.2) && { minimum: 2 }) };
  }
  return { type };
}

function reference(random: Random, referable: readonly string[], inner: () => Schema): Schema {
  const name = random.pick(referable);
  if (name === undefined) return true;
  const $ref = `#/components/schemas/${name}`;
  return random.chance(0.4) ? { ...randomObject(random, inner), $ref } : { $ref };
}

function randomObject(random: Random, inner: () => Schema): Readonly<Record<string, unknown>> {
  const properties = (limit = 3) =>
    made([
      ["tag", true],
      ...Array.from(
        { length: random.below(limit + 1) },
        () => [random.pick(names), inner()] as const,
      ),
    ]);
  const maybe = (share: number, fields: () => object) => (random.chance(share) ? fields() : {});
  const objects = () => ({ properties: properties(2) });
  return {
    type: random.chance(0.1) ? ["object", "null"] : "object",
    ...maybe(0.9, () => ({ properties: properties() })),
    ...maybe(0.4, () => ({
      required: [...new Set([random.pick(ownNames), random.pick(ownNames)])],
    })),
    ...maybe(0.25, () => ({ additionalProperties: random.chance(0.4) ? false : inner() })),
    ...maybe(0.15, () => ({ patternProperties: { [random.pick(["^a", "b", "^c$"])]: inner() } })),
    ...maybe(0.15, () => ({ unevaluatedProperties: random.chance(0.4) ? false : inner() })),
    ...maybe(0.15, () => made(["if", "then", "else"].map((key) => [key, objects()]))),
    ...maybe(0.1, () => ({ dependentSchemas: made([[random.pick(names), objects()]]) })),
  };
}

function randomArray(random: Random, inner: () => Schema): Schema {
  return {
    type: "array",
    ...(random.chance(0.6) && { items: inner() }),
    ...(random.chance(0.4) && { prefixItems: [inner(), inner()].slice(random.below(2)) }),
    ...(random.chance(0.3) && { minItems: random.below(3) }),
    ...(random.chance(0.2) && { maxItems: 1 + random.below(3) }),
  };
}

/** A value that a schema probably allows. `follow` returns the schema that a reference names. */
export function randomValue(
  schema: unknown,
  random: Random,
  follow: ($ref: string) => unknown,
  depth = 0,
): unknown {
  const inner = (part: unknown) => randomValue(part, random, follow, depth + 1);
  if (typeof schema !== "object" || schema === null || depth > 6) return anyValue(random, 2);
  const at = (key: string): unknown => Reflect.get(schema, key);
  const values = at("enum");
  if (Array.isArray(values)) return random.pick(values);
  if (Object.hasOwn(schema, "const")) return at("const");
  const target = at("$ref");
  const parts = ["allOf", "then", "else"].flatMap((key) => at(key) ?? []);
  const choices = ["anyOf", "oneOf"].flatMap((key) => {
    const members = at(key);
    return Array.isArray(members) ? [random.pick(members)] : [];
  });
  const dependent: readonly unknown[] = Object.values(Object(at("dependentSchemas")));
  const combined = [...(typeof target === "string" ? [follow(target)] : []), ...parts, ...choices];
  const others = [...combined, ...dependent].map(inner);
  const type = random.pick([at("type") ?? []].flat());
  const own = ownValue(type);
  const whole = [own, ...others].filter((each) => each !== undefined);
  const objects = whole.filter((each) => typeof each === "object" && each && !Array.isArray(each));
  if (objects.length === whole.length && whole.length > 0) {
    return made(objects.flatMap((each) => Object.entries(Object(each))));
  }
  return whole.length > 0 ? random.pick(whole) : anyValue(random, 2);

  function ownValue(kind: unknown): unknown {
    if (kind === "object") return ownObject();
    if (kind !== "array") return scalarOf(kind, random);
    const prefix = at("prefixItems");
    const listed = Array.isArray(prefix) ? prefix.map(inner) : [];
    const items = Array.from({ length: random.below(3) }, () => inner(at("items") ?? true));
    return [...listed, ...items].slice(0, random.below(5));
  }

  function ownObject(): unknown {
    const properties = Object.entries(Object(at("properties")));
    const kept = properties.filter(() => random.chance(0.7));
    const required: readonly string[] = [at("required") ?? []].flat() as string[];
    const known = new Set(kept.map(([name]) => name));
    const missing = required.filter((name) => !known.has(name));
    const declared = new Map(properties);
    const others = at("additionalProperties") ?? at("unevaluatedProperties");
    return made([
      ["tag", 0],
      ...kept.map(([name, part]) => [name, inner(part)] as const),
      ...missing.map((name) => [name, inner(declared.get(name) ?? others ?? true)] as const),
      ...(others ? [["d", inner(others)] as const] : []),
    ]);
  }
}

function scalarOf(kind: unknown, random: Random): unknown {
  if (kind === "string") return random.pick(texts);
  if (kind === "integer") return random.below(5);
  if (kind === "number") return random.below(10) / 2;
  if (kind === "boolean") return random.chance(0.5);
  return kind === "null" ? null : undefined;
}

export function anyValue(random: Random, depth: number): unknown {
  const kind = random.pick(types.slice(0, depth > 0 ? 7 : 5));
  const items = (): unknown[] =>
    Array.from({ length: random.below(3) }, () => anyValue(random, depth - 1));
  if (kind === "array") return items();
  if (kind !== "object") return scalarOf(kind, random);
  return made([["tag", 0], ...items().map((value) => [random.pick(names), value] as const)]);
}

/** The value with one of its parts replaced or removed. */
export function mutated(value: unknown, random: Random): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.3)) return anyValue(random, 1);
  const keys = Object.keys(value);
  const key = random.pick(keys.filter((name) => name !== "tag")) ?? "a";
  const entries = Object.entries(value).flatMap(([name, part]): (readonly [string, unknown])[] => {
    if (name !== key) return [[name, part]];
    return random.chance(0.3) ? [] : [[name, mutated(part, random)]];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : made(entries);
}
