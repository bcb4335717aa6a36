import {
  anyOfKind,
  type JsonKind,
  orNull,
  type Shape,
  type ShapeMember,
} from "../../model/shape.js";

/** The shapes that a value can have, one of each kind of value; undefined if it can be any value. */
export type Alternatives = ReadonlyMap<JsonKind, Shape> | undefined;

/** Returns the shape that a name stands for. */
export type ResolveShape = (shape: Shape) => Shape;

export function toShape(alternatives: Alternatives): Shape {
  if (!alternatives) return { kind: "present" };
  const others = [...alternatives].filter(([kind]) => kind !== "null");
  const plain = [...alternatives].flatMap(([, shape]) =>
    shape.kind === "value" ? shape.kinds : [],
  );
  if (plain.length === alternatives.size) return { kind: "value", kinds: plain };
  const [only, ...rest] = others.map(([, shape]) => shape);
  if (!only || rest.length > 0) return { kind: "by-kind", shapes: alternatives };
  return alternatives.has("null") ? orNull(only) : only;
}

/** The alternatives of either type. Objects of both have the members that each of them has. */
export function unite(a: Alternatives, b: Alternatives, resolve: ResolveShape): Alternatives {
  if (!a || !b) return undefined;
  const all = new Map([...a, ...b]);
  for (const [kind, shape] of a) {
    const other = b.get(kind);
    if (other) all.set(kind, uniteShapes(kind, resolve(shape), resolve(other), resolve));
  }
  return all;
}

function uniteShapes(kind: JsonKind, a: Shape, b: Shape, resolve: ResolveShape): Shape {
  const both = (one: Shape, other: Shape) =>
    toShape(unite(alternativesOf(one), alternativesOf(other), resolve));
  if (a.kind === "texts" && b.kind === "texts") {
    return { kind: "texts", texts: [...new Set([...a.texts, ...b.texts])] };
  }
  if (a.kind === "each" && b.kind === "each") {
    return { kind: "each", shape: both(a.shape, b.shape) };
  }
  if (a.kind !== "object" || b.kind !== "object") return anyOfKind(kind);
  const others = new Map(b.members.map((member) => [member.name, member]));
  const members = a.members.flatMap(({ name, isOptional, shape }): readonly ShapeMember[] => {
    const other = others.get(name);
    if (!other) return [];
    const known = { name, isOptional: isOptional || other.isOptional };
    return [{ ...known, shape: both(shape, other.shape) }];
  });
  return members.length > 0 ? { kind: "object", members } : anyOfKind(kind);
}

function alternativesOf(shape: Shape): Alternatives {
  switch (shape.kind) {
    case "value":
      return new Map(shape.kinds.map((kind) => [kind, anyOfKind(kind)]));
    case "texts":
      return new Map([[typeof shape.texts[0] === "number" ? "number" : "string", shape]]);
    case "non-empty":
      return new Map([["string", shape]]);
    case "object":
    case "map":
      return new Map([["object", shape]]);
    case "array":
    case "each":
      return new Map([["array", shape]]);
    case "by-kind":
      return shape.shapes;
    case "nullable": {
      const inner = alternativesOf(shape.shape);
      return inner && new Map([...inner, ["null", anyOfKind("null")]]);
    }
    // Members with names, which may contain themselves, are not compared.
    default:
      return undefined;
  }
}
