import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Expression, ExpressionMeaning } from "../../model/linked.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import type { Scope } from "../workflows/scope.js";

/** The meaning of an expression; `standard` is the standard spelling if the document's deviates. */
export interface ResolvedRead {
  readonly meaning: ExpressionMeaning;
  readonly standard?: string;
}

/** Resolves what follows a root such as `$steps.`; undefined if an error has been reported. */
export type Resolver = (
  names: string,
  pointer: readonly string[],
  options: ResolverOptions,
) => ResolvedRead | undefined;

export interface ResolverOptions {
  readonly expression: string;
  readonly place: Place;
  readonly scope: Scope;
  /** `linkExpression`, for the expressions that a name stands for. */
  readonly link: (expression: string, place: Place, scope: Scope) => Expression;
}

/** A name whose `path` the document writes as `.a[0]` deviates: the standard requires a JSON Pointer. */
export function withPath(
  meaning: Extract<ExpressionMeaning, { pointer: readonly string[] }>,
  standardStart: string,
  path: readonly string[],
): ResolvedRead {
  if (path.length === 0) return { meaning };
  return { meaning, standard: `${standardStart}#${formatJsonPointer(meaning.pointer)}` };
}

export function reportMisplaced({ scope, place, expression }: ResolverOptions, problem: string) {
  scope.diagnostics.report("expression-misplaced", place, { expression, problem });
  return undefined;
}

/** `offset` is where the faulty part starts in the expression. */
export function reportSyntax(
  { scope, place, expression }: ResolverOptions,
  problem: string,
  offset = 0,
) {
  const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
  scope.diagnostics.report("expression-syntax", faulty, {
    expression,
    problem,
    nearest: undefined,
  });
  return undefined;
}

/** An unknown name that is only warned of has no value. */
export const noValue: ResolvedRead = { meaning: { kind: "constant", value: undefined } };

export function reportUnknownOutput(
  name: string,
  owner: Located,
  ownerName: string,
  known: readonly string[],
  { scope, place }: ResolverOptions,
): ResolvedRead {
  const outputs = child(owner, "outputs");
  const related = outputs ? [{ message: "its outputs are declared", place: placeOf(outputs) }] : [];
  const parameters = { owner: ownerName, ...unknownName(name, known) };
  scope.diagnostics.report("output-not-found", place, parameters, related);
  return noValue;
}
