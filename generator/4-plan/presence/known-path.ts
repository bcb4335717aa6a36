import type { Expression } from "../../model/linked.js";
import type { Absence, TypedExpression } from "../../model/typed.js";
import type { FactSet } from "../flow/fact-set.js";
import { prefixesOf, presenceOf, type ValuePath, valuePath } from "./value-path.js";

/** A path with what its types say about each value on it, beginning with the named value. */
export interface KnownPath {
  readonly path: ValuePath;
  readonly parts: readonly PathPart[];
}

interface PathPart {
  /** The absence of the value if the value before it is present. */
  readonly absence: Absence;
  /** The value is an element of an array. */
  readonly isElement: boolean;
}

const unknown: Absence = { undefined: true, null: false };

/** Undefined for a value without facts. */
export function knownPath(expression: Expression, typed: TypedExpression): KnownPath | undefined {
  const path = valuePath(expression);
  if (!path) return undefined;
  // The path of an input begins with its name.
  const start = expression.kind === "input" ? 1 : 0;
  const parts = prefixesOf(path).map((_, depth) => ({
    absence: typed.absences[depth] ?? unknown,
    isElement: depth > 0 && typed.path[depth - 1 + start]?.isIndex === true,
  }));
  return { path, parts };
}

/** The absence of each value on the path, if the facts hold. */
export function absencesAlong({ path, parts }: KnownPath, facts: FactSet): readonly Absence[] {
  let isBeforeAbsent = false;
  // A schema without a type allows `null` and every other kind of value, which has no properties.
  let mayBeOfOtherKind = false;
  return prefixesOf(path).map((prefix, depth) => {
    const own = parts[depth]?.absence ?? unknown;
    const isPresent = facts.has(presenceOf(prefix));
    const absence = isPresent
      ? { undefined: false, null: false }
      : { undefined: own.undefined || isBeforeAbsent || mayBeOfOtherKind, null: own.null };
    mayBeOfOtherKind = own.null;
    isBeforeAbsent = absence.undefined || absence.null;
    return absence;
  });
}
