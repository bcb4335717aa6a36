import type { ValuePath } from "./value-path.js";

/** A value that a condition has found to be present. */
export interface FoundValue extends ValuePath {
  /** The condition may have found `null`. */
  readonly mayBeNull: boolean;
  /** If the value is an array, it has at least this number of elements. */
  readonly length: number;
}

/** The ways in which a condition can have its result, with the values that are present in each. */
export type Alternatives = readonly (readonly FoundValue[])[];

export const nothingFound: Alternatives = [[]];

/** Conditions with more alternatives are taken for conditions that find nothing. */
const maxAlternatives = 16;

export function oneOf(parts: readonly Alternatives[]): Alternatives {
  const alternatives = parts.flat();
  return alternatives.length > maxAlternatives ? nothingFound : alternatives;
}

/** A part with too many alternatives adds nothing. */
export function allOf(parts: readonly Alternatives[]): Alternatives {
  let found = nothingFound;
  for (const part of parts) {
    if (found.length * part.length > maxAlternatives) continue;
    found = found.flatMap((values) => part.map((others) => [...values, ...others]));
  }
  return found;
}
