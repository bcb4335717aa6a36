import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Expression, ExpressionMeaning } from "../../model/linked.js";
import { laterVersionFor, type VersionRules } from "../../model/versions.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import type { Scope } from "../workflows/scope.js";
import { splitKnownName } from "./read-loose-path.js";

/** The meaning of an expression. `standard` is the standard spelling, if the document may deviate from it. */
export interface ResolvedRead {
  readonly meaning: ExpressionMeaning;
  readonly standard?: string;
}

/** Resolves the part of an expression after a root such as `$steps.`; undefined if an error has been reported. */
export type Resolver = (
  names: string,
  pointer: readonly string[],
  options: ResolverOptions,
) => ResolvedRead | undefined;

export interface ResolverOptions {
  readonly expression: string;
  readonly place: Place;
  readonly scope: Scope;
  readonly rules: VersionRules;
  /** `linkExpression`, which resolvers cannot import without a cycle of modules. */
  readonly link: (expression: string, place: Place, scope: Scope) => Expression;
}

/** A `path` such as `.a[0]` after a name is a deviation: the standard requires a JSON Pointer. */
export function withPath(
  meaning: Extract<ExpressionMeaning, { pointer: readonly string[] }>,
  standardStart: string,
  path: readonly string[],
): ResolvedRead {
  if (path.length === 0) return { meaning };
  return { meaning, standard: `${standardStart}#${formatJsonPointer(meaning.pointer)}` };
}

export function reportMisplaced(
  { scope, place, expression }: ResolverOptions,
  problem: string,
  fix?: string,
) {
  scope.diagnostics.report("expression-misplaced", place, { expression, problem, fix });
  return undefined;
}

/** @param offset the start of the faulty part of the expression */
export function reportSyntax(
  { scope, place, expression }: ResolverOptions,
  problem: string,
  offset = 0,
) {
  const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
  scope.diagnostics.report("expression-syntax", faulty, { expression, problem });
  return undefined;
}

export function reportLaterExpression({ scope, place, expression }: ResolverOptions) {
  const since = laterVersionFor(scope.arazzo.document);
  scope.diagnostics.report("expression-syntax", place, { expression, problem: "", since });
  return undefined;
}

/**
 * Reports a name such as `a.b` that was probably meant as the member `b` of the value `a`. Since version 1.1, the dot
 * belongs to the name.
 * @param start the expression before the name
 * @param rest the pointer after the name
 */
export function reportMember(
  name: string,
  known: readonly string[],
  start: string,
  rest: readonly string[],
  { scope, place, expression, rules }: ResolverOptions,
): boolean {
  const meant = rules.hasNarrowNames ? splitKnownName(name, known) : undefined;
  if (!meant || meant.path.length === 0) return false;
  const standard = `${start}${meant.name}#${formatJsonPointer([...meant.path, ...rest])}`;
  scope.diagnostics.report("expression-member", place, { expression, name, standard });
  return true;
}

/** The result for an unknown name that causes only a warning. */
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
