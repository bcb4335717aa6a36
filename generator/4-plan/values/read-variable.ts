import type { PlannedComparison, PlannedRead } from "../../model/planned-values.js";
import type { PropertyAccess } from "../../model/typed.js";
import type { Place } from "../../source/source-text.js";
import { never } from "./absence.js";

export function accessTo(key: string): PropertyAccess {
  return { key, isIndex: false, isBracketed: false, isOptional: false };
}

/** Reads a variable, or a property at a path of keys. `expression` is empty for a read that is not in the document. */
export function readVariable(
  variable: string,
  keys: readonly string[],
  place: Place,
  expression = "",
): PlannedRead {
  return { kind: "read", variable, path: keys.map(accessTo), unknownPath: [], expression, place };
}

/** Compares a value that is always present with a literal. */
export function compareWithLiteral(
  value: PlannedRead,
  operator: PlannedComparison["operator"],
  literal: string | number,
): PlannedComparison {
  const right = { kind: "literal", value: literal, place: value.place } as const;
  return {
    kind: "comparison",
    left: { value, ofLength: false, absence: never },
    operator,
    right: { value: right, ofLength: false, absence: never },
  };
}
