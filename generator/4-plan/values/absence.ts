import type { Expression, Template } from "../../model/linked.js";
import type { Absence } from "../../model/typed.js";
import { absencesAlong, type KnownPath, knownPath } from "../presence/known-path.js";
import { calledOutput, isPresentAtEveryEnd } from "./called-output.js";
import { typeOf, type ValueScope } from "./value-scope.js";

/** Whether the expression has a value on some path to this point. */
export function isAvailable(expression: Expression, { facts }: ValueScope): boolean {
  return expression.kind !== "step-output" || facts.mayHaveRun.has(expression.stepId);
}

export const never: Absence = { undefined: false, null: false };

export function absenceOf(expression: Expression, scope: ValueScope): Absence {
  const typed = typeOf(expression, scope);
  if (!typed || scope.asserted.has(expression.text)) return never;
  const path = pathOf(expression, scope);
  const { mayBeAbsent, allowsNull } = typed;
  const declared = { undefined: mayBeAbsent || isLeftOut(expression, scope), null: allowsNull };
  if (!path || typed.statuses) return declared;
  return absencesAlong(path, scope.facts.present).at(-1) ?? declared;
}

/** Whether null becomes the string `null`, because the value stands in braces where a string is allowed. */
export function writesNull(template: Template, { typed }: ValueScope): boolean {
  const hole = typed.holes.get(template);
  if (template.kind !== "expression" || !template.expression.becomesJson || !hole) return false;
  return hole.kinds.length === 0 || hole.kinds.includes("string");
}

/** The path of an expression with facts; the named value may be absent for other reasons than its type. */
export function pathOf(expression: Expression, scope: ValueScope): KnownPath | undefined {
  const typed = typeOf(expression, scope);
  const known = typed && knownPath(expression, typed);
  const [root, ...others] = known?.parts ?? [];
  if (!known || !root) return undefined;
  const hasDefault = expression.kind === "input" && scope.names.defaults.has(expression.name);
  const isUnset = root.absence.undefined || isLeftOut(expression, scope);
  const unset = { ...root.absence, undefined: isUnset };
  return { ...known, parts: [{ ...root, absence: hasDefault ? never : unset }, ...others] };
}

/** Whether a step may not have set the output, or the called workflow may have ended without the output. */
export function isLeftOut(expression: Expression, scope: ValueScope): boolean {
  const isUnset = expression.kind === "step-output" && !scope.facts.hasRun.has(expression.stepId);
  const called = calledOutput(expression, scope);
  return isUnset || (called !== undefined && !isPresentAtEveryEnd(called));
}
