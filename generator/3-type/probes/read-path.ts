import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Expression } from "../../model/linked.js";
import { isKeyword, keyword } from "../../model/type-node.js";
import type { Absence, PropertyAccess } from "../../model/typed.js";
import { isInherited } from "../../source/identifiers.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import type { CheckedType } from "../../typescript/program.js";

/** A value that is read from a variable by a path of properties. */
export interface TypedPath {
  readonly path: readonly PropertyAccess[];
  /** The rest of the path, through values that no type describes. */
  readonly unknownPath: readonly string[];
  readonly type: CheckedType;
  readonly mayBeAbsent: boolean;
  /** The absence of the named value, then of the value at each key if the value before it is present. */
  readonly absences: readonly Absence[];
  /** The statuses of the responses that have the value; undefined if all have it. */
  readonly statuses: readonly number[] | undefined;
  /** The types that the declared responses give to a value of unknown type. */
  readonly declared?: readonly CheckedType[];
}

export function rootPath(type: CheckedType, mayBeAbsent = type.mayBeAbsent): TypedPath {
  const absences = [{ undefined: mayBeAbsent, null: type.allowsNull }];
  return { path: [], unknownPath: [], type, mayBeAbsent, absences, statuses: undefined };
}

export const unknownType: CheckedType = {
  kind: "unknown",
  kinds: [],
  mayBeAbsent: true,
  allowsNull: false,
  literals: undefined,
  type: keyword("unknown"),
  isIndexed: false,
  isOfUnion: false,
  propertyNames: [],
  at: () => undefined,
  children: () => undefined,
  mayOmit: () => true,
  get structure() {
    return this;
  },
  mayHave: () => true,
  fits: () => false,
};

/** The type of an expression with a reported error: `any`, so that TypeScript reports nothing else. */
export const faultyType: CheckedType = {
  ...unknownType,
  mayBeAbsent: false,
  type: keyword("any"),
  at: () => faultyType,
  fits: () => true,
};

/** True if reading an absent property would return the property of the prototype. */
export function isReadAsInherited(key: string, member: CheckedType): boolean {
  return member.mayBeAbsent && isInherited(key);
}

/** The expression that reads a value. */
export interface ReadOrigin extends Pick<Expression, "place" | "selected"> {
  /** The named value in messages, such as `the response`. */
  readonly of: string;
}

/**
 * Follows a JSON Pointer. A property that the type cannot have is reported. From there on, and inside values
 * that no type describes, the type is `unknown`.
 */
export function readPath(
  start: TypedPath,
  pointer: readonly string[],
  { place, of, selected }: ReadOrigin,
  diagnostics: Diagnostics,
): TypedPath {
  let found = start;
  for (const [index, key] of pointer.entries()) {
    const { type, mayBeAbsent, path, absences } = found;
    const member = found.unknownPath.length === 0 ? type.at(key) : undefined;
    if (member && !isReadAsInherited(key, member)) {
      const isOptional = mayBeAbsent || type.allowsNull;
      found = {
        ...found,
        path: [
          ...path,
          { key, isIndex: type.kind === "array", isBracketed: member.isIndexed, isOptional },
        ],
        unknownPath: [],
        type: member,
        mayBeAbsent: isOptional || member.mayBeAbsent,
        absences: [...absences, { undefined: member.mayBeAbsent, null: member.allowsNull }],
      };
      continue;
    }
    if (!member && type.kind !== "unknown" && !type.mayHave(key)) {
      const inside = formatJsonPointer(pointer.slice(0, index));
      const parameters = { ...unknownName(key, type.propertyNames), inside, kind: type.kind, of };
      const isSelected = selected && index >= selected.start && index < selected.end;
      diagnostics.report("pointer-not-found", isSelected ? selected.place : place, parameters);
    }
    const unknownPath = [...found.unknownPath, key];
    const unknown = [...absences, { undefined: true, null: false }];
    found = { ...found, unknownPath, type: unknownType, mayBeAbsent: true, absences: unknown };
  }
  return found;
}

/** True if the type declares the property at the pointer. */
export function isKnown(type: CheckedType, pointer: readonly string[]): boolean {
  let found: CheckedType | undefined = type;
  for (const key of pointer) found = found?.at(key);
  return found !== undefined;
}

/** The type of the value at the pointer; undefined if nothing is known, `nowhere` if the type cannot have the value. */
export function declaredAt(
  type: CheckedType,
  pointer: readonly string[],
): CheckedType | "nowhere" | undefined {
  let found = type;
  for (const key of pointer) {
    const member = found.at(key);
    if (!member) return mayHave(found, key) ? undefined : "nowhere";
    found = member;
  }
  return found.kinds.length === 0 ? undefined : found;
}

function mayHave(type: CheckedType, key: string): boolean {
  return (type.kind === "unknown" && !isNothing(type)) || type.mayHave(key);
}

/** True for the body of a response that has none. */
export function isNothing({ type }: CheckedType): boolean {
  return isKeyword(type, "never");
}
