import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { expressionsInCondition } from "../../model/expressions-in.js";
import type {
  Comparison,
  Condition,
  LinkedCriterion,
  LinkedStep,
  Operand,
} from "../../model/linked.js";
import {
  allStatuses,
  areSameStatuses,
  difference,
  intersection,
  statusesOf,
  successfulStatuses,
} from "../../model/status-set.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { placeAt, placeOf } from "../../source/located.js";
import { isWithin, type Place } from "../../source/source-text.js";
import { describeComparison } from "./describe-comparison.js";
import { canHold, type PossibleValues, possibleValuesOf } from "./possible-values.js";

type Expressions = TypedWorkflow["expressions"];

/** Reports criteria whose result is the same for every response, and success criteria that failures meet. */
export function checkCriteria(
  { workflow, expressions }: Pick<TypedWorkflow, "workflow" | "expressions">,
  diagnostics: Diagnostics,
): void {
  for (const step of workflow.steps) {
    const actions = [...step.onSuccess, ...step.onFailure];
    for (const criteria of [step.successCriteria, ...actions.map((action) => action.criteria)]) {
      for (const criterion of criteria) checkComparisons(criterion, expressions, diagnostics);
      checkStatuses(criteria, diagnostics);
    }
    checkSuccessCriteria(step, diagnostics);
    checkActions(step, diagnostics);
  }
}

function checkComparisons(
  criterion: LinkedCriterion,
  expressions: Expressions,
  diagnostics: Diagnostics,
): void {
  for (const comparison of comparisonsIn(criterion.condition)) {
    const { left, operator, right, ignoresCase } = comparison;
    const [a, b] = [possibleValuesOf(left, expressions), possibleValuesOf(right, expressions)];
    // A test for an absent value guards against servers that do not keep to their description.
    if (!a || !b || isNull(a) || isNull(b)) continue;
    const isUnequal = operator === "!=" && !canHold({ operator: "==", ignoresCase }, a, b);
    if (!isUnequal && canHold(comparison, a, b)) continue;
    const code = isUnequal ? "criterion-always-true" : "comparison-impossible";
    const place = placeOfOperand(left) ?? placeOfOperand(right) ?? placeOf(criterion.at);
    diagnostics.report(code, place, describeComparison(comparison, a, b));
  }
}

function placeOfOperand(operand: Operand): Place | undefined {
  return operand.kind === "expression" ? operand.expression.place : undefined;
}

function isNull({ kinds }: PossibleValues): boolean {
  return kinds.every((kind) => kind === "null");
}

function comparisonsIn(condition: Condition): readonly Comparison[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap(comparisonsIn);
    case "not":
      return comparisonsIn(condition.condition);
    case "comparison":
      return [condition];
    default:
      return [];
  }
}

/** All criteria of a list must hold, so one can contradict those before it. */
function checkStatuses(criteria: readonly LinkedCriterion[], diagnostics: Diagnostics): void {
  for (const [index, criterion] of criteria.entries()) {
    const place = placeOfStatus(criterion);
    const { text: condition } = criterion;
    const own = statusesOf([criterion]);
    if (areSameStatuses(own.certain, allStatuses)) {
      const subject = "$statusCode";
      const possible = "a number from 100 to 599";
      const fix = "compare with a status, such as $statusCode == 200";
      diagnostics.report("criterion-always-true", place, { condition, subject, possible, fix });
      continue;
    }
    const before = statusesOf(criteria.slice(0, index)).possible;
    if (before.length === 0 || intersection(before, own.possible).length > 0) continue;
    if (diagnostics.hasFaultWithin(place)) continue;
    const others = criteria
      .slice(0, index)
      .filter((other) => !areSameStatuses(statusesOf([other]).possible, allStatuses))
      .map(({ text }) => text);
    diagnostics.report("statuses-contradict", place, { condition, others });
  }
}

function placeOfStatus({ at, condition }: LinkedCriterion): Place {
  // Of two that contradict each other, TypeScript reports the last.
  const status = expressionsInCondition(condition).findLast(({ kind }) => kind === "status-code");
  return status?.place ?? placeOf(at);
}

/** Reports a success criterion such as `$statusCode != 200`, which holds for most failures but for no declared success. */
function checkSuccessCriteria(
  { call, successCriteria }: LinkedStep,
  diagnostics: Diagnostics,
): void {
  const criterion = successCriteria.find(({ condition }) => condition.kind === "comparison");
  if (call.kind === "workflow" || !criterion) return;
  const { responses, operationId } = call.operation;
  const { possible } = statusesOf(successCriteria);
  const declared = successfulStatuses.filter((status) => responses.has(String(status)));
  const isDenied = declared.some((status) => !possible.includes(status));
  const meetsOthers = successfulStatuses.some(
    (status) => possible.includes(status) && !declared.includes(status),
  );
  const failures = possible.filter((status) => status >= 400);
  if (!isDenied || !meetsOthers || failures.length < 100) return;
  const denied = declared.filter((status) => !possible.includes(status));
  const parameters = { condition: criterion.text, operationId, denied };
  diagnostics.report("success-means-failure", placeOfStatus(criterion), parameters);
}

/** Reports actions of the step itself that apply to no success, or to no failure. Those of the workflow are for all steps. */
function checkActions(step: LinkedStep, diagnostics: Diagnostics): void {
  const { call, successCriteria, at } = step;
  if (call.kind === "workflow") return;
  const isDefault = successCriteria.length === 0;
  const { possible, certain } = isDefault
    ? { possible: successfulStatuses, certain: successfulStatuses }
    : statusesOf(successCriteria);
  for (const list of ["onSuccess", "onFailure"] as const) {
    for (const { name, criteria, at: action } of step[list]) {
      const own = statusesOf(criteria).possible;
      const applied = list === "onSuccess" ? intersection(possible, own) : difference(own, certain);
      const isOfStep = isWithin(placeOf(action), placeOf(at));
      if (applied.length > 0 || own.length === 0 || possible.length === 0 || !isOfStep) continue;
      diagnostics.report("action-misplaced", placeAt(action, "name"), { name, list });
    }
  }
}
