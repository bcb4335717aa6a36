import type { InputsShape } from "../../model/planned.js";
import { schemaModuleNames } from "../../model/reserved-names.js";
import {
  anyOfKind,
  type JsonKind,
  type NamedShape,
  partsOfShape,
  type Shape,
  type ShapeMember,
} from "../../model/shape.js";
import type { WorkflowName } from "../../model/typed.js";
import { isInherited, takeName, toValueName } from "../../source/identifiers.js";
import { isObject } from "../../source/located.js";
import type { Schema } from "./schema-constraints.js";
import { type Alternatives, toShape, unite } from "./shape-alternatives.js";

/**
 * The shape that inputs must have: the kinds, required members, listed strings and non-empty strings of their schema.
 * Undefined if the inputs can be any value.
 */
export function planInputsShape(
  schema: Schema | undefined,
  { inputsSchemaName }: WorkflowName,
): InputsShape | undefined {
  if (!schema) return undefined;
  const reader = new SchemaReader(schema, [...schemaModuleNames, inputsSchemaName]);
  const shape = reader.read(schema);
  return shape.kind === "present" ? undefined : { shape, named: reader.namedIn(shape) };
}

const kinds = ["string", "number", "boolean", "object", "array", "null"] as const;

/** Further parts are not checked. Schemas that people write are much smaller. */
const maxParts = 5_000;

class SchemaReader {
  readonly #definitions: ReadonlyMap<string, unknown>;
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();
  readonly #read = new Map<string, Alternatives>();
  /** The definitions that are being read. */
  readonly #open = new Set<string>();
  readonly #named = new Map<string, Shape>();
  #parts = 0;

  constructor({ $defs }: Schema, taken: readonly string[]) {
    this.#definitions = new Map(isObject($defs) ? Object.entries($defs) : []);
    this.#taken = new Set(taken);
  }

  /** The shapes with names to which the shape leads, in the order of their declarations. */
  namedIn(shape: Shape): readonly NamedShape[] {
    const used = new Set<string>();
    const visit = (part: Shape): void => {
      partsOfShape(part).forEach(visit);
      if (part.kind !== "named" || used.has(part.name)) return;
      used.add(part.name);
      visit(this.#resolve(part));
    };
    visit(shape);
    const all = [...this.#named].map(([name, shape]) => ({ name, shape }));
    return all.filter(({ name }) => used.has(name));
  }

  read(schema: unknown): Shape {
    return toShape(this.#alternatives(schema));
  }

  #alternatives(schema: unknown): Alternatives {
    if (!isObject(schema)) return undefined;
    const { $ref, allOf, anyOf, type } = schema;
    if (typeof $ref === "string") return this.#definition($ref);
    if (Array.isArray(allOf)) return this.#intersection(allOf);
    if (Array.isArray(anyOf)) {
      const resolve = (shape: Shape) => this.#resolve(shape);
      return anyOf
        .map((each) => this.#alternatives(each))
        .reduce((all, each) => unite(all, each, resolve));
    }
    if (type === undefined) return undefined;
    const listed = [type].flat().map((each) => (each === "integer" ? "number" : each));
    const found = kinds.filter((kind) => listed.includes(kind));
    return new Map(found.map((kind) => [kind, this.#shapeOf(kind, schema)]));
  }

  #shapeOf(kind: JsonKind, schema: Schema): Shape {
    this.#parts += 1;
    if (this.#parts > maxParts) return anyOfKind(kind);
    const { enum: values, minLength, prefixItems, minItems, items, additionalProperties } = schema;
    if (Array.isArray(values) && (kind === "string" || kind === "number")) {
      return { kind: "texts", texts: values.filter((each) => typeof each === kind) };
    }
    if (kind === "string" && Number(minLength) > 0) return { kind: "non-empty" };
    if (kind === "object") {
      const members = this.#members(schema);
      if (members.length > 0) return { kind: "object", members };
      if (isObject(additionalProperties)) {
        return { kind: "map", shape: this.read(additionalProperties) };
      }
    }
    if (kind === "array" && Array.isArray(prefixItems)) {
      const shapes = prefixItems.map((item, index) => ({ index, shape: this.read(item) }));
      return { kind: "array", items: shapes, minLength: Number(minItems ?? 0) };
    }
    if (kind === "array" && items !== undefined) return { kind: "each", shape: this.read(items) };
    return anyOfKind(kind);
  }

  #members({ properties, required }: Schema): readonly ShapeMember[] {
    const needed: readonly unknown[] = Array.isArray(required) ? required : [];
    const declared = new Map(isObject(properties) ? Object.entries(properties) : []);
    const names = new Set([...declared.keys(), ...needed.map(String)]);
    return [...names].flatMap((name): readonly ShapeMember[] => {
      const shape = this.read(declared.get(name));
      const isOptional = !needed.includes(name);
      // Every object inherits some names, so an absent member would be found.
      const isChecked = !isOptional || (shape.kind !== "present" && !isInherited(name));
      return isChecked ? [{ name, isOptional, shape }] : [];
    });
  }

  /** Intersections are of objects only. */
  #intersection(schemas: readonly unknown[]): Alternatives {
    const members = new Map<string, ShapeMember>();
    for (const schema of schemas) {
      const object = this.#alternatives(schema)?.get("object");
      const shape = object && this.#resolve(object);
      for (const member of shape?.kind === "object" ? shape.members : []) {
        const known = members.get(member.name);
        const isKnown = known && known.shape.kind !== "present" && member.shape.kind !== "texts";
        members.set(member.name, {
          name: member.name,
          isOptional: member.isOptional && known?.isOptional !== false,
          shape: isKnown ? known.shape : member.shape,
        });
      }
    }
    const shape: Shape = { kind: "object", members: [...members.values()] };
    return new Map([["object", members.size > 0 ? shape : anyOfKind("object")]]);
  }

  #resolve(shape: Shape): Shape {
    return shape.kind === "named" ? (this.#named.get(shape.name) ?? anyOfKind("object")) : shape;
  }

  /** A definition of an object or array gets a name, so that the code repeats nothing, and ends. */
  #definition($ref: string): Alternatives {
    const name = decodeURIComponent($ref.slice("#/$defs/".length));
    const schema = this.#definitions.get(name);
    if (this.#open.has(name)) {
      const kind = kindOf(schema);
      return kind && new Map([[kind, { kind: "named", name: this.#nameOf(name) }]]);
    }
    if (this.#read.has(name)) return this.#read.get(name);
    this.#open.add(name);
    const alternatives = this.#alternatives(schema);
    this.#open.delete(name);
    const [only, ...others] = alternatives ?? [];
    const hasParts = only && ["object", "map", "array", "each"].includes(only[1].kind);
    if (!hasParts || others.length > 0) {
      this.#read.set(name, alternatives);
      return alternatives;
    }
    const named: Shape = { kind: "named", name: this.#nameOf(name) };
    this.#named.set(named.name, only[1]);
    const result = new Map([[only[0], named]]);
    this.#read.set(name, result);
    return result;
  }

  #nameOf(definition: string): string {
    const known =
      this.#names.get(definition) ?? takeName(toValueName(`${definition}Shape`), this.#taken);
    this.#names.set(definition, known);
    return known;
  }
}

/** The kind of the values of a schema that describes objects or arrays only. */
function kindOf(schema: unknown): JsonKind | undefined {
  if (!isObject(schema)) return undefined;
  if (Array.isArray(schema["allOf"])) return "object";
  const { type } = schema;
  return type === "object" || type === "array" ? type : undefined;
}
