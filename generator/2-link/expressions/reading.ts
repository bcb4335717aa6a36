import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { ExpressionMeaning } from "../../model/linked.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import type { Scope } from "../workflows/scope.js";

/** What an expression means; `standard` is how it should be written if it deviates. */
export interface Reading {
  readonly meaning: ExpressionMeaning;
  readonly standard?: string;
}

/** What the readers of the kinds of expressions share. */
export interface ReadingTools {
  readonly scope: Scope;
  readonly place: Place;
  readonly diagnostics: Diagnostics;
  readonly withPath: (
    meaning: Extract<ExpressionMeaning, { pointer: readonly string[] }>,
    standardStart: string,
    path: readonly string[],
  ) => Reading;
  readonly misplaced: (problem: string) => undefined;
  /** `offset` is where the faulty part starts in the expression. */
  readonly problem: (problem: string, offset?: number) => undefined;
  /** The name is read on: where type errors are to be let pass, nothing is found under it. */
  readonly reportUnknownOutput: (
    name: string,
    owner: Located,
    ownerName: string,
    known: readonly string[],
  ) => void;
}

export function readingTools(expression: string, place: Place, scope: Scope): ReadingTools {
  const { diagnostics } = scope;
  return {
    scope,
    place,
    diagnostics,
    withPath: (meaning, standardStart, path) =>
      path.length === 0
        ? { meaning }
        : { meaning, standard: `${standardStart}#${formatJsonPointer(meaning.pointer)}` },
    misplaced: (problem) => {
      diagnostics.report("expression-misplaced", place, { expression, problem });
      return undefined;
    },
    problem: (problem, offset = 0) => {
      const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
      diagnostics.report("expression-syntax", faulty, { expression, problem, nearest: undefined });
      return undefined;
    },
    reportUnknownOutput: (name, owner, ownerName, known) => {
      const outputs = child(owner, "outputs");
      const related = outputs
        ? [{ message: "its outputs are declared", place: placeOf(outputs) }]
        : [];
      const parameters = { owner: ownerName, ...unknownName(name, known) };
      diagnostics.report("output-not-found", place, parameters, related);
    },
  };
}
