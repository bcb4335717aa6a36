import type { Expression } from "../../model/linked.js";
import type { Absence } from "../../model/planned-values.js";
import { valueKey } from "../flow/flow-facts.js";
import { calledOutput, isPresentAtEveryEnd } from "./called-output.js";
import { typeOf, type ValueScope } from "./value-scope.js";

/** Whether the expression has a value on some path to this point. */
export function isAvailable(expression: Expression, { facts }: ValueScope): boolean {
  return expression.kind !== "step-output" || facts.mayHaveRun.has(expression.stepId);
}

export const never: Absence = { undefined: false, null: false };

export function absenceOf(expression: Expression, scope: ValueScope): Absence {
  const { names, facts, asserted } = scope;
  const typed = typeOf(expression, scope);
  const key = valueKey(expression);
  const hasDefault = expression.kind === "input" && names.defaults.has(expression.name);
  if (hasDefault && expression.pointer.length === 0) return never;
  if (!typed || asserted.has(expression.text)) return never;
  if (key !== undefined && facts.present.has(key)) return never;
  return { undefined: typed.mayBeAbsent || isLeftOut(expression, scope), null: typed.allowsNull };
}

/** True for an output of a step that may not have run, or of a workflow that may have ended without it. */
export function isLeftOut(expression: Expression, scope: ValueScope): boolean {
  const { hasRun } = scope.facts;
  if (expression.kind === "step-output" && !hasRun.has(expression.stepId)) return true;
  const called = calledOutput(expression, scope);
  return called !== undefined && !isPresentAtEveryEnd(called);
}
