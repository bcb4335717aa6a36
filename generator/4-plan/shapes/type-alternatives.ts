import type { JsonKind } from "../../model/shape.js";
import { type TypeNode, union } from "../../model/type-node.js";
import type { NamedType } from "../../model/typed.js";

/** The declared types, by name. */
export type NamedTypes = ReadonlyMap<string, TypeNode>;

export function namedTypes(schemas: readonly NamedType[]): NamedTypes {
  return new Map(schemas.map(({ name, type }) => [name, type]));
}

/** A type that is neither a union nor a reference to a declared type. */
export type Alternative = TypeNode;

/** A type with more alternatives is not checked. */
const maxAlternatives = 64;

/** The members of a union, also of a union in an intersection; undefined if there are too many. */
export function alternativesOf(
  type: TypeNode,
  named: NamedTypes,
  open: readonly TypeNode[] = [],
): readonly Alternative[] | undefined {
  if (open.includes(type)) return [];
  const inner = (member: TypeNode) => alternativesOf(member, named, [...open, type]);
  switch (type.kind) {
    case "reference": {
      const declared = type.arguments.length === 0 ? named.get(type.name) : undefined;
      return declared ? inner(declared) : [type];
    }
    case "access": {
      const member = memberOf(type.object, type.key, named);
      return member ? inner(member.type) : [type];
    }
    case "union":
      return together(type.members.map(inner));
    case "intersection": {
      let combined: readonly (readonly TypeNode[])[] = [[]];
      for (const member of type.members) {
        const alternatives = inner(member);
        if (!alternatives) return undefined;
        const parts = alternatives.map((each) =>
          each.kind === "intersection" ? each.members : [each],
        );
        combined = combined.flatMap((some) => parts.map((others) => [...some, ...others]));
        if (combined.length > maxAlternatives) return undefined;
      }
      return combined.flatMap((members) => intersect(members) ?? []);
    }
    default:
      return [type];
  }
}

/** Undefined if no value has all of these types. */
function intersect(members: readonly Alternative[]): Alternative | undefined {
  const kinds = new Set(members.map(kindOf).filter((kind) => kind !== undefined));
  if (kinds.size > 1) return undefined;
  const literals = members.filter((each) => each.kind === "literal");
  if (new Set(literals.map(({ value }) => value)).size > 1) return undefined;
  const [scalar] = [...literals, ...members.filter(isScalarKeyword)];
  return scalar ?? { kind: "intersection", members };
}

function isScalarKeyword(type: Alternative): boolean {
  return type.kind === "keyword" && /^(string|number|boolean|null)$/.test(type.name);
}

function together(
  all: readonly (readonly Alternative[] | undefined)[],
): readonly Alternative[] | undefined {
  const known = all.flatMap((each) => each ?? []);
  return all.includes(undefined) || known.length > maxAlternatives ? undefined : known;
}

export interface TypedMember {
  readonly type: TypeNode;
  readonly isOptional: boolean;
}

/** A member of an object that each alternative of the type has; undefined if one does not have it. */
export function memberOf(type: TypeNode, key: string, named: NamedTypes): TypedMember | undefined {
  const alternatives = alternativesOf(type, named) ?? [];
  const members = alternatives.map((each) => memberOfObject(each, key));
  const known = members.filter((member) => member !== undefined);
  if (known.length === 0 || known.length < members.length) return undefined;
  return {
    type: union(known.map((member) => member.type)),
    isOptional: known.some(({ isOptional }) => isOptional),
  };
}

/** `Value` of `Record<string, Value>`. */
function recordValue(parts: readonly Alternative[]): TypeNode | undefined {
  const record = parts.find((part) => part.kind === "reference" && part.name === "Record");
  return record?.kind === "reference" ? record.arguments[1] : undefined;
}

/** A declared member, or else one of an index signature. */
function memberOfObject(type: Alternative, key: string): TypedMember | undefined {
  const parts = type.kind === "intersection" ? type.members : [type];
  const members = parts.flatMap((part) => (part.kind === "object" ? part.members : []));
  const declared = members.filter((each) => each.kind === "property" && each.name === key);
  const [first, ...others] = declared;
  if (!first) {
    const index = members.find((each) => each.kind === "index")?.type ?? recordValue(parts);
    return index && { type: index, isOptional: true };
  }
  const types = declared.map((each) => each.type);
  return {
    type: others.length === 0 ? first.type : { kind: "intersection", members: types },
    isOptional: declared.every((each) => each.kind === "property" && each.isOptional),
  };
}

/** True for objects and arrays. */
export function isContainer(type: Alternative): boolean {
  const kind = kindOf(type);
  return kind === "object" || kind === "array";
}

/** Undefined if the value can be of any kind. */
export function kindOf(type: Alternative): JsonKind | undefined {
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

const kindOfKeyword: ReadonlyMap<string, JsonKind> = new Map([
  ["undefined", "undefined"],
  ["null", "null"],
  ["string", "string"],
  ["number", "number"],
  ["boolean", "boolean"],
  ["object", "object"],
]);
