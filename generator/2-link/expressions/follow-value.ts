import type { ExpressionMeaning, Scalar } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import type { Located } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import { reportRoundedNumber } from "../documents/report-rounded.js";
import { isSelector } from "../selectors/selector-object.js";
import type { Scope } from "../workflows/scope.js";
import { looksLikeExpression } from "./parse-expression.js";
import { type ResolvedRead, type ResolverOptions, reportMisplaced } from "./resolved-read.js";

/** A value of the document that an expression refers to by a name. */
export interface NamedValue {
  readonly at: Located;
  /** Such as `$outputs.a`. */
  readonly name: string;
  /** The scope of the expressions in the value. */
  readonly scope: Scope;
  /** Leads from the value to one of its parts. */
  readonly pointer: readonly string[];
  /** The problem to report if the value refers to itself. */
  readonly cycle: string;
}

/** Resolves a value of the document that is a constant or a single expression. */
export function followValue(
  { at, name, scope, pointer, cycle }: NamedValue,
  options: ResolverOptions,
): ResolvedRead | undefined {
  const { value } = at;
  const { followed = [] } = scope;
  const inner = { ...scope, followed: [...followed, name] };
  if (followed.includes(name)) return reportMisplaced(options, cycle);
  if (isSelector(at, scope)) return within(scope.linkSelector(at, inner), pointer, options);
  reportRoundedNumber(at, options.scope.diagnostics);
  const isExpression = typeof value === "string" && /^\{?\$[^{}]*\}?$/s.test(value);
  const hasParts = typeof value === "string" ? value.includes("{$") : Object(value) === value;
  if (hasParts && !isExpression) {
    const problem =
      "its value contains expressions, which are only supported as a parameter of a step";
    return reportMisplaced(options, problem);
  }
  if (typeof value !== "string") return { meaning: { kind: "constant", value: toScalar(value) } };
  const expression = value.replace(/^\{(\$[^{}]*)\}$/s, "$1");
  const rules = rulesOf(scope.arazzo.document);
  if (!looksLikeExpression(expression, rules)) {
    return { meaning: { kind: "constant", value } };
  }
  const place = placeInText(at, expression === value ? 0 : 1, expression.length);
  return within(options.link(expression, place, inner), pointer, options);
}

function within(
  meaning: ExpressionMeaning,
  pointer: readonly string[],
  options: ResolverOptions,
): ResolvedRead | undefined {
  if (pointer.length === 0) return { meaning };
  if (!("pointer" in meaning)) {
    return reportMisplaced(options, "its value has no properties");
  }
  return { meaning: { ...meaning, pointer: [...meaning.pointer, ...pointer] } };
}

function toScalar(value: unknown): Scalar {
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}
