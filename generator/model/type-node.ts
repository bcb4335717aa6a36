/** A TypeScript type as data. Phase 3 makes it, and `code/view-type.ts` prints it into generated files. */
export type TypeNode =
  | {
      readonly kind: "keyword";
      readonly name: TypeKeyword;
      /** `number` only: integers of 64 bits, of which JavaScript rounds those above 2^53. */
      readonly format?: "int64";
      /**
       * `null` in a union only: the schema does not limit the kind of its values. A value of a kind that the other
       * members do not describe is valid too, and has none of their properties.
       */
      readonly hasOtherKinds?: true;
    }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | TypeReference
  | { readonly kind: "array"; readonly element: TypeNode }
  /** `[string, number?, ...unknown[]]` */
  | {
      readonly kind: "tuple";
      readonly elements: readonly TypeNode[];
      /** The number of elements that are always present. */
      readonly minLength: number;
      /** The type of the elements after these; undefined if there are none. */
      readonly rest: TypeNode | undefined;
    }
  | { readonly kind: "object"; readonly members: readonly TypeMember[] }
  | { readonly kind: "union"; readonly members: readonly TypeNode[] }
  | { readonly kind: "intersection"; readonly members: readonly TypeNode[] }
  /** `Object["key"]` */
  | { readonly kind: "access"; readonly object: TypeNode; readonly key: string };

export type TypeKeyword =
  | "any"
  | "unknown"
  | "never"
  | "undefined"
  | "null"
  | "string"
  | "number"
  | "boolean"
  | "object";

export interface TypeReference {
  readonly kind: "reference";
  /** Such as `PetsApi` in `PetsApi.Pet`. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly arguments: readonly TypeNode[];
}

export type TypeMember =
  | {
      readonly kind: "property";
      readonly name: string;
      readonly isOptional: boolean;
      readonly isReadonly: boolean;
      /** The text of the doc comment, including tags. */
      readonly doc: string | undefined;
      readonly type: TypeNode;
    }
  /** `[parameter: string]: type` */
  | { readonly kind: "index"; readonly parameter: string; readonly type: TypeNode };

export function keyword(name: TypeKeyword): TypeNode {
  return { kind: "keyword", name };
}

export function reference(name: string, ...args: readonly TypeNode[]): TypeNode {
  return { kind: "reference", namespace: undefined, name, arguments: args };
}

/** A required property without documentation; `changes` overrides these defaults. */
export function property(
  name: string,
  type: TypeNode,
  changes: { readonly isOptional?: boolean; readonly doc?: string | undefined } = {},
): TypeMember {
  return {
    kind: "property",
    isReadonly: false,
    name,
    type,
    isOptional: changes.isOptional ?? false,
    doc: changes.doc,
  };
}

/** A union without nested unions and without duplicates; `unknown` if a member is `unknown`. */
export function union(types: readonly TypeNode[]): TypeNode {
  if (types.some(isUnknown)) return keyword("unknown");
  const given = types.flatMap(membersOf).filter((type) => !isKeyword(type, "never"));
  const members = new Map(given.map((type) => [typeKey(type), type]));
  const [only = keyword("never"), ...others] = members.values();
  return others.length === 0 ? only : { kind: "union", members: [only, ...others] };
}

function membersOf(type: TypeNode): readonly TypeNode[] {
  return type.kind === "union" ? type.members : [type];
}

/** `Record<string, never>` */
export const emptyObject = reference("Record", keyword("string"), keyword("never"));

export function isEmptyObject(type: TypeNode): boolean {
  return typeKey(type) === typeKey(emptyObject);
}

export function isUnknown(type: TypeNode): boolean {
  return isKeyword(type, "unknown");
}

export function isKeyword(type: TypeNode, name: TypeKeyword): boolean {
  return type.kind === "keyword" && type.name === name;
}

/** Types that are printed alike, with their doc comments, have equal keys. */
export function typeKey(type: TypeNode): string {
  return JSON.stringify(type, (key, value) =>
    key === "format" || key === "hasOtherKinds" ? undefined : value,
  );
}

export function isSameType(a: TypeNode, b: TypeNode): boolean {
  return typeKey(a) === typeKey(b);
}

/** True if a type within an array, union or intersection needs parentheses. */
export function isParenthesized({ kind }: TypeNode, within: "array" | "union" | "intersection") {
  return kind === "intersection" || (kind === "union" && within !== "union");
}

/** The type itself and all types in it. */
export function typesIn(type: TypeNode): readonly TypeNode[] {
  return [type, ...childrenOf(type).flatMap(typesIn)];
}

/** The references to declared types, wherever they occur in the type. */
export function referencesIn(type: TypeNode): readonly TypeReference[] {
  return typesIn(type).filter((each) => each.kind === "reference");
}

function childrenOf(type: TypeNode): readonly TypeNode[] {
  switch (type.kind) {
    case "reference":
      return type.arguments;
    case "array":
      return [type.element];
    case "tuple":
      return [...type.elements, ...(type.rest ? [type.rest] : [])];
    case "object":
      return type.members.map((member) => member.type);
    case "union":
    case "intersection":
      return type.members;
    case "access":
      return [type.object];
    default:
      return [];
  }
}
