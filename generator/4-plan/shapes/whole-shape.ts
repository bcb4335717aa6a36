import {
  anyOfKind,
  type JsonKind,
  type NamedShape,
  orNull,
  type Shape,
  type ShapeMember,
} from "../../model/shape.js";
import { isKeyword, type TypeNode, union } from "../../model/type-node.js";
import { takeName, toValueName } from "../../source/identifiers.js";
import {
  type Alternative,
  alternativesOf,
  isContainer,
  kindOf,
  type NamedTypes,
} from "./type-alternatives.js";

/** Creates the shapes of whole values. Declared types become named shapes, because a type can contain itself. */
export class WholeShapes {
  readonly #types: NamedTypes;
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();
  readonly #shapes = new Map<string, Shape>();

  /** @param taken the names that shapes cannot have */
  constructor(types: NamedTypes, taken: ReadonlySet<string>) {
    this.#types = types;
    this.#taken = new Set(taken);
  }

  get named(): readonly NamedShape[] {
    return [...this.#shapes].map(([name, shape]) => ({ name, shape }));
  }

  of(type: TypeNode): Shape {
    const declared = this.#declared(type);
    if (declared === undefined) return this.#shapeOf(type);
    const known = this.#names.get(declared.name);
    if (known !== undefined) return { kind: "named", name: known };
    const name = takeName(toValueName(`${declared.name}Shape`), this.#taken);
    this.#names.set(declared.name, name);
    const shape = this.#shapeOf(declared.type);
    this.#shapes.set(name, shape);
    return { kind: "named", name };
  }

  /** A declared type with members; shapes of other types are short. */
  #declared(type: TypeNode): { readonly name: string; readonly type: TypeNode } | undefined {
    if (type.kind !== "reference" || type.arguments.length > 0) return undefined;
    const declared = this.#types.get(type.name);
    const alternatives = (declared && alternativesOf(declared, this.#types)) ?? [];
    return declared && alternatives.some(isContainer)
      ? { name: type.name, type: declared }
      : undefined;
  }

  #shapeOf(type: TypeNode): Shape {
    if (type.kind === "union") return this.#union(type.members);
    const declared = type.kind === "reference" ? this.#types.get(type.name) : undefined;
    if (declared) return this.#shapeOf(declared);
    if (type.kind === "intersection") {
      const shapes = type.members.map((member) => this.of(member));
      const checked = shapes.filter(({ kind }) => kind !== "any");
      return checked.length > 0 ? { kind: "all", shapes: checked } : { kind: "any" };
    }
    return this.#single(type);
  }

  #union(members: readonly TypeNode[]): Shape {
    const present = members.filter((each) => !isKeyword(each, "null"));
    const allowsNull = present.length < members.length;
    const texts = present.map((each) => (each.kind === "literal" ? each.value : undefined));
    const known = texts.filter((text) => typeof text === "string");
    if (known.length === present.length) {
      const shape: Shape = { kind: "texts", texts: known };
      return allowsNull ? orNull(shape) : shape;
    }
    const shapes = present.map((each) => this.of(each));
    if (shapes.some(({ kind }) => kind === "any")) return any;
    const kinds = shapes.flatMap((each) => (each.kind === "value" ? each.kinds : []));
    const nested = shapes.filter(({ kind }) => kind !== "value");
    const plain: JsonKind[] = [...new Set([...kinds, ...(allowsNull ? (["null"] as const) : [])])];
    const [only] = nested;
    if (!only) return { kind: "value", kinds: plain };
    if (nested.length === 1 && kinds.length === 0) {
      return allowsNull ? orNull(only) : only;
    }
    const value: Shape = { kind: "value", kinds: plain };
    return { kind: "either", shapes: [...(plain.length > 0 ? [value] : []), ...nested] };
  }

  #single(type: Alternative): Shape {
    switch (type.kind) {
      case "array": {
        const shape = this.of(type.element);
        return shape.kind === "any" ? anyOfKind("array") : { kind: "each", shape };
      }
      case "tuple": {
        const shapes = type.elements.map((element) => this.of(element));
        const items = shapes.map((shape, index) => ({ index, shape }));
        const checked = items.filter(({ shape }) => shape.kind !== "any");
        const { minLength, rest } = type;
        const array: Shape = { kind: "array", items: checked, minLength };
        const every = rest ? this.of(union([...type.elements, rest])) : any;
        return every.kind === "any"
          ? array
          : { kind: "all", shapes: [array, { kind: "each", shape: every }] };
      }
      case "object":
        return this.#object(type.members);
      case "literal":
        return typeof type.value === "string"
          ? { kind: "texts", texts: [type.value] }
          : anyOfKind(typeof type.value === "number" ? "number" : "boolean");
      default: {
        if (type.kind === "keyword" && type.format === "int64") return { kind: "int64" };
        const kind = kindOf(type);
        return kind ? anyOfKind(kind) : any;
      }
    }
  }

  #object(members: (Alternative & { readonly kind: "object" })["members"]): Shape {
    const declared = members.flatMap((member): readonly ShapeMember[] => {
      if (member.kind !== "property") return [];
      const { name, isOptional } = member;
      const shape = this.of(member.type);
      return shape.kind === "any" ? [] : [optionalMember(name, shape, isOptional)];
    });
    const index = members.find((member) => member.kind === "index");
    const others = index ? this.of(index.type) : any;
    const object: Shape = { kind: "object", members: declared };
    if (others.kind === "any") return declared.length > 0 ? object : anyOfKind("object");
    const map: Shape = { kind: "map", shape: others };
    return declared.length > 0 ? { kind: "all", shapes: [object, map] } : map;
  }
}

/** For an optional member that allows `null`, `null` does not mean that it is absent. */
export function optionalMember(name: string, shape: Shape, isOptional: boolean): ShapeMember {
  const known = isOptional ? orNothing(shape) : undefined;
  return known ? { name, isOptional: false, shape: known } : { name, isOptional, shape };
}

function orNothing(shape: Shape): Shape | undefined {
  if (shape.kind === "nullable") return { ...shape, isOptional: true };
  if (shape.kind === "open") return shape;
  if (shape.kind === "either") {
    const shapes = shape.shapes.map((each) => orNothing(each) ?? each);
    const isChanged = shapes.some((each, index) => each !== shape.shapes[index]);
    return isChanged ? { kind: "either", shapes } : undefined;
  }
  if (shape.kind !== "value" || !shape.kinds.includes("null")) return undefined;
  return { kind: "value", kinds: [...shape.kinds, "undefined"] };
}

const any: Shape = { kind: "any" };
