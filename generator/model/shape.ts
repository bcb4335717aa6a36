/** What is read of a JSON value. Phase 4 creates shapes from types; phase 5 prints them for the checks at run time. */
export type Shape =
  /** Any value. */
  | { readonly kind: "any" }
  /** A value of one of these kinds, whose members are not read. */
  | { readonly kind: "value"; readonly kinds: readonly JsonKind[] }
  /** A string or number. The description lists the texts. */
  | { readonly kind: "texts"; readonly texts: readonly (string | number)[] }
  /** A 64-bit integer. */
  | { readonly kind: "int64" }
  | { readonly kind: "object"; readonly members: readonly ShapeMember[] }
  /** An array. Its items at some indexes are read. */
  | {
      readonly kind: "array";
      readonly items: readonly ShapeItem[];
      /** Items before this index must be present. */
      readonly minLength: number;
    }
  /** An array, all of whose items have the shape. */
  | { readonly kind: "each"; readonly shape: Shape }
  /** An object, all of whose members have the shape. */
  | { readonly kind: "map"; readonly shape: Shape }
  /** A value of one of the shapes, or of all of them. */
  | { readonly kind: "either" | "all"; readonly shapes: readonly Shape[] }
  /** The shape with this name, which can contain itself. */
  | { readonly kind: "named"; readonly name: string }
  /** An object or array of the shape, or a value of any other kind, which has no members. */
  | { readonly kind: "open"; readonly shape: Shape }
  /** `null`, a value of the shape, or with `isOptional` no value. */
  | { readonly kind: "nullable"; readonly shape: Shape; readonly isOptional: boolean }
  /** Any value, but not its absence. */
  | { readonly kind: "present" }
  /** A string that is not empty. */
  | { readonly kind: "non-empty" }
  /** A value of one of the kinds, each with its own shape. */
  | { readonly kind: "by-kind"; readonly shapes: ReadonlyMap<JsonKind, Shape> };

export interface NamedShape {
  readonly name: string;
  readonly shape: Shape;
}

/** Any value of a kind. */
export function anyOfKind(kind: JsonKind): Shape {
  return { kind: "value", kinds: [kind] };
}

/** The shape, or `null`. */
export function orNull(shape: Shape): Shape {
  if (shape.kind === "any") return shape;
  return shape.kind === "value"
    ? { kind: "value", kinds: [...shape.kinds, "null"] }
    : { kind: "nullable", shape, isOptional: false };
}

/** The shapes of the parts of a value, or of its alternatives. */
export function partsOfShape(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case "object":
      return shape.members.map((member) => member.shape);
    case "array":
      return shape.items.map((item) => item.shape);
    case "by-kind":
      return [...shape.shapes.values()];
    case "either":
    case "all":
      return shape.shapes;
    case "open":
    case "nullable":
    case "each":
    case "map":
      return [shape.shape];
    default:
      return [];
  }
}

export interface ShapeMember {
  readonly name: string;
  /** The member may be absent. In responses, `null` counts as absent. */
  readonly isOptional: boolean;
  readonly shape: Shape;
}

export interface ShapeItem {
  readonly index: number;
  readonly shape: Shape;
}

/** The kinds of JSON value, absence, and the kind of a binary body. */
export type JsonKind =
  | "string"
  | "number"
  | "boolean"
  | "object"
  | "array"
  | "null"
  | "undefined"
  | "arraybuffer";
