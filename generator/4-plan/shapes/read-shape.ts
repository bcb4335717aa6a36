import { type BodyRead, everyChild, type ReadKey } from "../../model/body-read.js";
import {
  anyOfKind,
  orNull,
  type Shape,
  type ShapeItem,
  type ShapeMember,
} from "../../model/shape.js";
import { isKeyword, type TypeNode, union } from "../../model/type-node.js";
import { isInherited } from "../../source/identifiers.js";
import {
  type Alternative,
  alternativesOf,
  isContainer,
  kindOf,
  memberOf,
  type NamedTypes,
} from "./type-alternatives.js";
import { optionalMember, type WholeShapes } from "./whole-shape.js";

export interface ShapeContext {
  readonly types: NamedTypes;
  /** Set if everything in the values that become outputs or are sent is checked. */
  readonly whole: WholeShapes | undefined;
}

/** The reads of a value and of its parts, as a tree. */
export interface ReadTree {
  /** By the next key of their pointers. */
  readonly children: ReadonlyMap<ReadKey, ReadTree>;
  /** The value itself is read, and not only tested for absence. */
  readonly isRead: boolean;
  /** The value becomes an output or is sent. */
  readonly isDelivered: boolean;
  /** Every read plans for the absence of the value. */
  readonly mayBeAbsent: boolean;
}

type Read = Pick<BodyRead, "pointer" | "tested" | "isDelivered">;

export function readTree(reads: readonly Read[], depth = 0): ReadTree {
  const deeper = new Map<ReadKey, Read[]>();
  for (const read of reads) {
    const key = read.pointer[depth];
    if (key !== undefined && !deeper.get(key)?.push(read)) deeper.set(key, [read]);
  }
  return {
    children: new Map([...deeper].map(([key, inner]) => [key, readTree(inner, depth + 1)])),
    isRead: reads.some(
      ({ pointer, tested, isDelivered }) =>
        pointer.length === depth && (isDelivered || tested?.length !== depth),
    ),
    isDelivered: reads.some(({ pointer, isDelivered }) => isDelivered && pointer.length === depth),
    mayBeAbsent: reads.every(({ tested }) => tested?.length === depth),
  };
}

/**
 * The shape of a value of the type, as far as it is read. A part that has no type at the end of its path is not checked,
 * because the code reads it as `unknown`.
 */
export function readShape(type: TypeNode, tree: ReadTree, context: ShapeContext): Shape {
  const all = alternativesOf(type, context.types);
  if (!all) return { kind: "any" };
  const whole = tree.isDelivered && all.some(isContainer) ? context.whole?.of(type) : undefined;
  if (whole && whole.kind !== "any") return whole;
  const present = all.filter((each) => !isNothing(each));
  const nothing = all.filter((each) => isKeyword(each, "null"));
  const isOpen = nothing.some((each) => each.kind === "keyword" && each.hasOtherKinds);
  if (isOpen && !tree.isRead) return openShape(present, tree, context);
  if (present.length === 0) {
    const isNull = nothing.length > 0 && tree.isRead;
    return isNull ? anyOfKind("null") : { kind: "any" };
  }
  const shape = shapeOf(present, tree, context);
  return nothing.length > 0 ? orNull(shape) : shape;
}

/** A value of another kind needs a check even if no member is checked, because such a value has no members. */
function openShape(present: readonly Alternative[], tree: ReadTree, context: ShapeContext): Shape {
  const shape = shapeOf(present, { ...tree, isRead: tree.children.size > 0 }, context);
  const kind = shape.kind === "value" && shape.kinds.length === 1 ? shape.kinds[0] : shape.kind;
  return kind === "object" || kind === "array" ? { kind: "open", shape } : { kind: "any" };
}

function isNothing(type: Alternative): boolean {
  return isKeyword(type, "null") || isKeyword(type, "undefined");
}

/** @param all the alternatives except `null` and `undefined` */
function shapeOf(all: readonly Alternative[], tree: ReadTree, context: ShapeContext): Shape {
  const kinds = [...new Set(all.map(kindOf))];
  const known = kinds.filter((kind) => kind !== undefined);
  if (known.length === 0 || known.length < kinds.length) return { kind: "any" };
  const value: Shape = tree.isRead ? { kind: "value", kinds: known } : { kind: "any" };
  const [only, ...others] = known;
  if (others.length > 0) return value;
  if (only === "object") return withMembers(union(all), tree, context) ?? value;
  if (only === "array") return withItems(all, tree, context) ?? value;
  if (only === "string") return withTexts(all) ?? value;
  return all.every(isInt64) ? { kind: "int64" } : value;
}

/** Undefined if the type knows none of the members that are read. */
function withMembers(type: TypeNode, tree: ReadTree, context: ShapeContext): Shape | undefined {
  const every = tree.children.get(everyChild);
  const others = every && membersOfMap(type, context);
  if (every && others) return { kind: "map", shape: readShape(others, every, context) };
  const members = [...tree.children].flatMap(([name, child]): ShapeMember[] => {
    if (typeof name !== "string") return [];
    const member = memberOf(type, name, context.types);
    if (!member || (member.isOptional && isInherited(name))) return [];
    const isOptional =
      member.isOptional || child.mayBeAbsent || allowsAbsence(member.type, context);
    return [optionalMember(name, readShape(member.type, child, context), isOptional)];
  });
  if (members.length === 0) return undefined;
  const checked = members.filter(({ shape }) => shape.kind !== "any");
  return checked.length > 0 ? { kind: "object", members: checked } : anyOfKind("object");
}

/** Undefined if the types know none of the items that are read. */
function withItems(
  all: readonly Alternative[],
  tree: ReadTree,
  context: ShapeContext,
): Shape | undefined {
  const every = tree.children.get(everyChild);
  const elements = all.flatMap((each) => (each.kind === "array" ? [each.element] : []));
  const each: Shape =
    every && elements.length === all.length
      ? readShape(union(elements), every, context)
      : { kind: "any" };
  const items = [...tree.children].flatMap(([key, child]): ShapeItem[] => {
    if (typeof key !== "string") return [];
    const types = /^(0|[1-9]\d*)$/.test(key) ? all.map((each) => itemOf(each, Number(key))) : [];
    const known = types.filter((type) => type !== undefined);
    if (known.length === 0 || known.length < types.length) return [];
    return [{ index: Number(key), shape: readShape(union(known), child, context) }];
  });
  if (items.length === 0 && !every) return undefined;
  const checked = items.filter(({ shape }) => shape.kind !== "any");
  const lengths = all.map((each) => (each.kind === "tuple" ? each.minLength : 0));
  const array: Shape =
    checked.length > 0
      ? { kind: "array", items: checked, minLength: Math.min(...lengths) }
      : anyOfKind("array");
  if (each.kind === "any") return array;
  const whole: Shape = { kind: "each", shape: each };
  return checked.length > 0 ? { kind: "all", shapes: [array, whole] } : whole;
}

/** The type of the members of an object that declares none by name. */
function membersOfMap(type: TypeNode, context: ShapeContext): TypeNode | undefined {
  const [only, ...others] = alternativesOf(type, context.types) ?? [];
  if (only?.kind !== "object" || others.length > 0) return undefined;
  const [member, ...more] = only.members;
  return member?.kind === "index" && more.length === 0 ? member.type : undefined;
}

function itemOf(type: Alternative, index: number): TypeNode | undefined {
  if (type.kind === "array") return type.element;
  return type.kind === "tuple" ? (type.elements[index] ?? type.rest) : undefined;
}

function withTexts(all: readonly Alternative[]): Shape | undefined {
  const texts = all.map((each) => (each.kind === "literal" ? each.value : undefined));
  const known = texts.filter((text) => typeof text === "string");
  return known.length === all.length ? { kind: "texts", texts: known } : undefined;
}

function isInt64(type: Alternative): boolean {
  return type.kind === "keyword" && type.name === "number" && type.format === "int64";
}

function allowsAbsence(type: TypeNode, context: ShapeContext): boolean {
  return alternativesOf(type, context.types)?.some((each) => isKeyword(each, "undefined")) ?? false;
}
