import {
  conditionalSchemas,
  membersOf,
  propertiesOf,
  propertyOf,
  requiredOf,
} from "../../model/json-schema.js";
import { isFile, mayOccur, type SchemaUse, useOfProperties } from "../../model/schema-use.js";
import { isInherited } from "../../source/identifiers.js";
import { child, entriesOf, isObject, itemsOf, type Located, textAt } from "../../source/located.js";
import {
  allowsAnyObject,
  anySchema,
  asSchema,
  intersect,
  isAny,
  isBare,
  isNever,
  keyOf,
  neverSchema,
  nullSchema,
  referenceTo,
  type SchemaCopy,
  unite,
  withNull,
  withOtherKinds,
} from "./combine-schemas.js";
import { copyUnion } from "./copy-union.js";
import { copyValues } from "./copy-values.js";
import { withDoc } from "./doc-comments.js";
import { combinesObjects, isCombined, othersOf, undeclaredNames } from "./object-keywords.js";
import { propertiesOfChildren } from "./properties-of-children.js";
import { isInt64, isSchema, readLength, readTypes } from "./read-keywords.js";
import { type References, reportDynamic } from "./references.js";

/** The type of a file. */
export const fileName = "Blob";

/** Deeper nesting is cut off: handwritten descriptions do not nest this deep. */
const maxDepth = 100;

const objectKeywords = [
  ...["properties", "additionalProperties", "patternProperties", "unevaluatedProperties"],
] as const;

const fileSchema = referenceTo(fileName);

/**
 * Copies the parts of a schema that affect its type; references lead to named schemas only. Keywords with
 * invalid values are left out.
 */
export function copySchema(root: Located, use: SchemaUse, references: References): SchemaCopy {
  return new SchemaCopier(root, references).copy(root, use);
}

/** Copies the schema of a whole value, which no other schema limits further. */
export function copyValue(root: Located, use: SchemaUse, references: References): SchemaCopy {
  return new SchemaCopier(root, references).copyValue(root, use);
}

class SchemaCopier {
  readonly #root: Located;
  readonly #references: References;
  /** The values that are being copied: with YAML aliases, a value can contain itself. */
  readonly #open = new Set<unknown>();
  /** The values of schemas that other schemas combine, and so do not describe a whole value. */
  readonly #members = new Set<unknown>();
  /** The values of the root and of the schemas in its `allOf`. */
  readonly #conjuncts: Set<unknown>;

  constructor(root: Located, references: References) {
    this.#root = root;
    this.#references = references;
    this.#conjuncts = new Set([root.value]);
  }

  copy(at: Located, use: SchemaUse, inherited?: string): SchemaCopy {
    if (!isObject(at.value)) return at.value === false ? neverSchema : anySchema;
    const children = use.isBase ? undefined : this.#copyChildren(at, use);
    if (children) return withDoc(children, at);
    if (this.#open.has(at.value) || this.#open.size > maxDepth) return anySchema;
    this.#open.add(at.value);
    const { direction, place } = use;
    const copied = this.#copyKeywords(at, { direction, place }, inherited);
    this.#open.delete(at.value);
    return withDoc(copied, at);
  }

  /** A parent that stands for its children, with all that they declare; undefined for any other schema. */
  #copyChildren(at: Located, use: SchemaUse): SchemaCopy | undefined {
    const declared = propertiesOfChildren(at, use.direction, this.#references);
    if (declared.size === 0) return undefined;
    const base = this.#references.nameOf(at, { ...use, isBase: true });
    const own = useOfProperties(use);
    const properties = [...declared].map(
      ([name, schemas]) => [name, unite(schemas.map((each) => this.copyValue(each, own)))] as const,
    );
    const whole = asSchema({ type: "object", properties: Object.fromEntries(properties) });
    const both = base === undefined ? whole : intersect([referenceTo(base), whole], []);
    return readTypes(at, undefined).allowsNull ? withNull(both) : both;
  }

  copyValue(at: Located, use: SchemaUse): SchemaCopy {
    const copied = this.copy(at, use);
    const isReceived = use.direction === "response" && use.place === "value";
    if (!isReceived || !this.#references.allowsOtherKinds(at)) return copied;
    return withDoc(withOtherKinds(copied), at);
  }

  #copyKeywords(at: Located, use: SchemaUse, inherited: string | undefined): SchemaCopy {
    if (use.direction === "response" && use.place === "part") return this.#copyText(at, use);
    reportDynamic(at, this.#references);
    const { types, allowsNull, isNull } = readTypes(at, inherited);
    const values = copyValues(at, types, allowsNull);
    if (values) return asSchema({ enum: values });
    if (isNull) return nullSchema;
    const reference = this.#copyReference(at, use);
    const whole = use.place === "part" && isFile(at) ? fileSchema : this.#copyParts(at, types, use);
    const both = reference ? intersect([reference, whole], requiredWithParts(at)) : whole;
    return allowsNull ? withNull(both) : both;
  }

  /** A field of a form in a response is a string, even if the schema declares another type. */
  #copyText(at: Located, use: SchemaUse): SchemaCopy {
    const values = copyValues(at, ["string"], false) ?? [];
    const areTexts = values.length > 0 && values.every((value) => typeof value === "string");
    const text = asSchema(areTexts ? { enum: values } : { type: "string" });
    return this.#copyReference(at, use) ?? text;
  }

  #copyReference(at: Located, use: SchemaUse): SchemaCopy | undefined {
    if (textAt(at, "$ref") === undefined) return undefined;
    const { nameOf, resolve, components } = this.#references;
    const isBase =
      this.#conjuncts.has(at.value) && components.isChild(this.#root, resolve(at) ?? at);
    const name = nameOf(at, isBase ? { ...use, isBase } : use);
    return name === undefined ? undefined : referenceTo(name);
  }

  #copyMember(at: Located, use: SchemaUse, type: string | undefined): SchemaCopy {
    this.#members.add(at.value);
    return this.copy(at, use, type);
  }

  /** The schema itself and the schemas that it combines. */
  #copyParts(at: Located, types: readonly string[], use: SchemaUse): SchemaCopy {
    const isReference = textAt(at, "$ref") !== undefined;
    const [type] = types.length === 1 ? types : [];
    const isConjunct = this.#conjuncts.has(at.value);
    const parts = membersOf(at, "allOf").map((member) => {
      if (isConjunct) this.#conjuncts.add(member.value);
      return dropNever(this.#copyMember(member, use, type));
    });
    const unions = (["oneOf", "anyOf"] as const).map((key) =>
      copyUnion(at, key, this.#references, (member) => this.#copyMember(member, use, type)),
    );
    const others = [...parts, ...unions].filter(
      (part) => !isAny(part) && !(type === "object" && allowsAnyObject(part)),
    );
    const shapes = types.map((each) => this.#copyShape(at, each, use));
    const shape = types.length === 0 ? this.#copyShape(at, undefined, use) : unite(shapes);
    const isPart = others.length > 0 || isReference;
    const own = isPart ? dropNever(shape) : shape;
    const named = isPart && types.length === 0 && isAny(own) ? this.#copyUndeclared(at) : own;
    return intersect(isPart && isBare(named) ? others : [named, ...others], requiredWithParts(at));
  }

  /** The properties that a schema without properties of its own adds to those of the schemas that it combines. */
  #copyUndeclared(at: Located): SchemaCopy {
    const names = combinesObjects(at, this.#references.resolve) ? this.#undeclaredNames(at) : [];
    if (names.length === 0) return anySchema;
    const properties = Object.fromEntries(names.map((name) => [name, anySchema]));
    return asSchema({ type: "object", properties, required: requiredWithParts(at) });
  }

  /** The names that only `required` or a similar keyword mentions. The parts of a schema leave them to the schema. */
  #undeclaredNames(at: Located): readonly string[] {
    return this.#members.has(at.value) ? [] : undeclaredNames(at, this.#references.resolve);
  }

  #copyShape(at: Located, type: string | undefined, use: SchemaUse): SchemaCopy {
    const has = (...keys: readonly string[]) => keys.some((key) => child(at, key));
    if (type === "array" || (type === undefined && has("items", "prefixItems"))) {
      return this.#copyArray(at, use);
    }
    const isObjectShaped = has(...objectKeywords);
    if (type === "object" || (type === undefined && isObjectShaped))
      return this.#copyObject(at, use);
    if (type === undefined || use.place === "form") return anySchema;
    return asSchema(type === "number" && isInt64(at) ? { type, format: "int64" } : { type });
  }

  #copyArray(at: Located, { direction, place }: SchemaUse): SchemaCopy {
    const use: SchemaUse = { direction, place: place === "part" ? "part" : "value" };
    const items = child(at, "items");
    const prefix = child(at, "prefixItems") ?? (Array.isArray(items?.value) ? items : undefined);
    const others = Array.isArray(items?.value) ? child(at, "additionalItems") : items;
    const rest = others && isSchema(others.value) ? this.copyValue(others, use) : undefined;
    const { minimum, maximum } = readLength(at);
    const listed = itemsOf(prefix).slice(0, maximum);
    if (listed.length === 0) return asSchema({ type: "array", ...(rest && { items: rest }) });
    const isClosed = maximum === listed.length || (rest && isNever(rest));
    return asSchema({
      type: "array",
      prefixItems: listed.map((item) => this.copyValue(item, use)),
      minItems: Math.min(minimum, listed.length),
      ...(!isClosed && { items: rest ?? anySchema }),
    });
  }

  #copyObject(at: Located, whole: SchemaUse): SchemaCopy {
    const use = useOfProperties(whole);
    const required = requiredWithParts(at);
    const { resolve } = this.#references;
    const undeclared = this.#undeclaredNames(at);
    const declared = propertiesOf(at)
      .filter(([, schema]) => mayOccur(schema, use.direction, resolve))
      .map(([name, schema]) => [name, this.copyValue(schema, use)] as const);
    const entries = [...declared, ...this.#copyConditional(at, use)].map(
      // In TypeScript every object has `constructor`, so only `unknown` is correct if it is optional.
      ([name, copy]) =>
        [name, isInherited(name) && !required.includes(name) ? anySchema : copy] as const,
    );
    const named = entries.map(([, schema]) => schema);
    const rest = this.#copyOtherProperties(at, use, named);
    const others = undeclared.filter((name) => !rest || required.includes(name));
    const all = [...entries, ...others.map((name) => [name, rest ?? anySchema] as const)];
    const isOpen = entries.length === 0 && all.length > 0 && rest === undefined;
    const additional = isOpen ? anySchema : rest;
    return asSchema({
      type: "object",
      ...(all.length > 0 && { properties: Object.fromEntries(all) }),
      ...(all.length > 0 && { required }),
      ...(additional && { additionalProperties: additional }),
    });
  }

  /**
   * The properties that only schemas declare which apply under a condition. Without the condition, such a property is
   * like any other.
   */
  #copyConditional(at: Located, use: SchemaUse): readonly (readonly [string, SchemaCopy])[] {
    const others = othersOf(at);
    if (others?.value === false && child(at, "additionalProperties")) return [];
    const names = new Set(
      conditionalSchemas(at)
        .flatMap(propertiesOf)
        .map(([name]) => name),
    );
    for (const [name] of propertiesOf(at)) names.delete(name);
    return [...names].map((name) => {
      const found = conditionalSchemas(at).flatMap((each) => propertyOf(each, name) ?? []);
      const isTyped = others !== undefined && isSchema(others.value);
      const all = isTyped ? [...found, others] : [];
      return [name, isTyped ? unite(all.map((each) => this.copyValue(each, use))) : anySchema];
    });
  }

  /** The schema of the properties that are not declared by name; undefined if there are none. */
  #copyOtherProperties(
    at: Located,
    use: SchemaUse,
    named: readonly SchemaCopy[],
  ): SchemaCopy | undefined {
    const entries = entriesOf(child(at, "patternProperties"));
    const patterns = entries.map(([, schema]) => this.copyValue(schema, use));
    const others = othersOf(at);
    if (others?.value === false && patterns.length === 0) {
      return named.length > 0 || !child(at, "additionalProperties") ? undefined : neverSchema;
    }
    const schemas =
      others && isSchema(others.value) ? [...patterns, this.copyValue(others, use)] : patterns;
    if (schemas.length === 0) return undefined;
    const matchesAll = entries.some(([pattern]) => /^\^?(?:\.[*+]\$?)?$/.test(pattern));
    if (!others && !matchesAll) return anySchema;
    if (!child(at, "additionalProperties") && isCombined(at)) return anySchema;
    const all = unite(schemas);
    // In TypeScript an index signature describes the named properties too.
    return named.every((schema) => keyOf(schema) === keyOf(all)) ? all : anySchema;
  }
}

/** A part of a combined schema does not forbid properties that the other parts declare. */
function dropNever(schema: SchemaCopy): SchemaCopy {
  const others = schema.additionalProperties;
  return isObject(others) && isNever(others as SchemaCopy) ? anySchema : schema;
}

/** Includes the names that members of `allOf` require: the schema itself often declares the properties. */
function requiredWithParts(at: Located): readonly string[] {
  return [...new Set([at, ...membersOf(at, "allOf")].flatMap(requiredOf))];
}
