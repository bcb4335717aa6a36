import type { JsonKind, Shape, ShapeItem, ShapeMember } from "../../model/shape.js";
import { isKeyword, type TypeNode, union } from "../../model/type-node.js";
import {
  type Alternative,
  alternativesOf,
  memberOf,
  type NamedTypes,
} from "./type-alternatives.js";

/** The parts of a value that are read, by the first key of their pointers. */
export interface ReadTree {
  readonly children: Map<string, ReadTree>;
}

export function readTree(pointers: readonly (readonly string[])[]): ReadTree {
  const root: ReadTree = { children: new Map() };
  for (const pointer of pointers) {
    let tree = root;
    for (const key of pointer) {
      const child = tree.children.get(key) ?? { children: new Map() };
      tree.children.set(key, child);
      tree = child;
    }
  }
  return root;
}

/**
 * The shape of a value of the type, as far as it is read. A part that has no type at the end of its path is not checked,
 * because the code reads it as `unknown`.
 */
export function readShape(type: TypeNode, tree: ReadTree, named: NamedTypes): Shape {
  const all = alternativesOf(type, named);
  if (!all) return { kind: "any" };
  const kinds = all.map(kindOf);
  const present = all.filter((_, index) => kinds[index] !== "null" && kinds[index] !== "undefined");
  const shape = shapeOf(present, tree, named);
  if (shape.kind === "any" || !kinds.includes("null")) return shape;
  return shape.kind === "value"
    ? { kind: "value", kinds: [...shape.kinds, "null"] }
    : { kind: "nullable", shape };
}

/** @param all the alternatives except `null` and `undefined` */
function shapeOf(all: readonly Alternative[], tree: ReadTree, named: NamedTypes): Shape {
  const kinds = [...new Set(all.map(kindOf))];
  const known = kinds.filter((kind) => kind !== undefined && kind !== "undefined");
  if (known.length < kinds.length) return { kind: "any" };
  const [only] = known;
  const value: Shape = { kind: "value", kinds: known };
  if (known.length !== 1) return value;
  const type = union(all);
  if (only === "object") return withMembers(type, tree, named) ?? value;
  if (only === "array") return withItems(all, tree, named) ?? value;
  if (only === "string") return withTexts(all) ?? value;
  return all.every(isInt64) ? { kind: "int64" } : value;
}

function withMembers(type: TypeNode, tree: ReadTree, named: NamedTypes): Shape | undefined {
  const members = [...tree.children].flatMap(([name, child]): ShapeMember[] => {
    const member = memberOf(type, name, named);
    if (!member) return [];
    const isOptional = member.isOptional || allowsAbsence(member.type, named);
    return [{ name, isOptional, shape: readShape(member.type, child, named) }];
  });
  return members.length > 0 ? { kind: "object", members } : undefined;
}

function withItems(
  all: readonly Alternative[],
  tree: ReadTree,
  named: NamedTypes,
): Shape | undefined {
  const items = [...tree.children].flatMap(([key, child]): ShapeItem[] => {
    const types = /^(0|[1-9]\d*)$/.test(key) ? all.map((each) => itemOf(each, Number(key))) : [];
    const known = types.filter((type) => type !== undefined);
    if (known.length === 0 || known.length < types.length) return [];
    return [{ index: Number(key), shape: readShape(union(known), child, named) }];
  });
  return items.length > 0 ? { kind: "array", items } : undefined;
}

function itemOf(type: Alternative, index: number): TypeNode | undefined {
  if (type.kind === "array") return type.element;
  return type.kind === "tuple" ? type.elements[index] : undefined;
}

function withTexts(all: readonly Alternative[]): Shape | undefined {
  const texts = all.map((each) => (each.kind === "literal" ? each.value : undefined));
  const known = texts.filter((text) => typeof text === "string");
  return known.length === all.length ? { kind: "texts", texts: known } : undefined;
}

function isInt64(type: Alternative): boolean {
  return type.kind === "keyword" && type.name === "number" && type.format === "int64";
}

function allowsAbsence(type: TypeNode, named: NamedTypes): boolean {
  return alternativesOf(type, named)?.some((each) => isKeyword(each, "undefined")) ?? false;
}

/** Undefined if the value can be of any kind. */
function kindOf(type: Alternative): JsonKind | "undefined" | undefined {
  switch (type.kind) {
    case "keyword":
      return kindOfKeyword.get(type.name);
    case "literal":
      return kindOfKeyword.get(typeof type.value);
    case "array":
    case "tuple":
      return "array";
    case "object":
      return "object";
    case "reference":
      if (type.name === "ArrayBuffer") return "arraybuffer";
      return type.name === "Record" ? "object" : undefined;
    case "intersection": {
      const kinds = new Set(type.members.map(kindOf));
      const [first] = [...kinds].filter((kind) => kind !== undefined);
      return kinds.size === 1 ? first : undefined;
    }
    default:
      return undefined;
  }
}

const kindOfKeyword: ReadonlyMap<string, JsonKind | "undefined"> = new Map([
  ["undefined", "undefined"],
  ["null", "null"],
  ["string", "string"],
  ["number", "number"],
  ["boolean", "boolean"],
  ["object", "object"],
]);
