import type {
  Comparison,
  Condition,
  LinkedCriterion,
  LinkedStep,
  Operand,
} from "../2-link/linked.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { placeOf } from "../source/located.js";
import type { ValuePlanner } from "./plan-value.js";
import type { PlannedComparison, PlannedCondition, PlannedOperand } from "./planned.js";

/** All criteria of a list together; undefined where the list is empty. */
export function planCriteria(
  criteria: readonly LinkedCriterion[],
  step: LinkedStep,
  values: ValuePlanner,
  diagnostics: Diagnostics,
): PlannedCondition | undefined {
  const conditions = criteria.flatMap(
    (criterion) => planCriterion(criterion, step, values, diagnostics) ?? [],
  );
  const [only] = conditions;
  return conditions.length <= 1 ? only : { kind: "and", conditions };
}

/** The condition of one criterion of a step; undefined when something was reported. */
export function planCriterion(
  { condition, at }: LinkedCriterion,
  step: LinkedStep,
  values: ValuePlanner,
  diagnostics: Diagnostics,
): PlannedCondition | undefined {
  return planCondition(condition);

  function planCondition(linked: Condition): PlannedCondition | undefined {
    switch (linked.kind) {
      case "comparison":
        return planComparison(linked);
      case "not": {
        const negated = planCondition(linked.condition);
        return negated && negate(negated);
      }
      default: {
        const conditions = linked.conditions.flatMap((each) => planCondition(each) ?? []);
        return { kind: linked.kind, conditions };
      }
    }
  }

  function planComparison(comparison: Comparison): PlannedComparison | undefined {
    const left = planOperand(comparison.left);
    const right = planOperand(comparison.right);
    if (!left || !right) return undefined;
    if (comparison.ignoresCase && [comparison.left, comparison.right].some(isText)) {
      const construct = "a simple comparison of texts";
      diagnostics.report("unsupported", placeOf(at), { construct });
      return undefined;
    }
    return { kind: "comparison", left, operator: operators[comparison.operator], right };
  }

  function planOperand(operand: Operand): PlannedOperand | undefined {
    if (operand.kind === "literal") {
      const { value } = operand;
      const literal = { kind: "literal", value, place: placeOf(at) } as const;
      return { value: literal, ofLength: false, mayBeAbsent: false };
    }
    const { expression, ofLength } = operand;
    const value = values.read(expression, step);
    if (!value) return undefined;
    const absence = values.absenceOf(expression, value);
    return { value, ofLength, mayBeAbsent: absence.undefined || absence.null };
  }

  function isText(operand: Operand): boolean {
    return operand.kind === "literal"
      ? typeof operand.value === "string"
      : values.typeOf(operand.expression)?.kind === "string";
  }
}

const operators = {
  "==": "===",
  "!=": "!==",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
} as const;

/** The opposite of a condition, as short as it can be said. */
export function negate(condition: PlannedCondition): PlannedCondition {
  if (condition.kind === "not") return condition.condition;
  if (condition.kind === "comparison") {
    if (condition.operator === "===") return { ...condition, operator: "!==" };
    if (condition.operator === "!==") return { ...condition, operator: "===" };
  }
  return { kind: "not", condition };
}

/** Whether two conditions can never both hold: they compare one value with other numbers. */
export function excludeEachOther(a: PlannedCondition, b: PlannedCondition): boolean {
  if (a.kind !== "comparison" || b.kind !== "comparison") return false;
  if (JSON.stringify(subjectOf(a)) !== JSON.stringify(subjectOf(b))) return false;
  const [left, right] = [rangeOf(a), rangeOf(b)];
  if (!left || !right) return false;
  const start = Math.max(left.start, right.start);
  const end = Math.min(left.end, right.end);
  if (start !== end) return start > end;
  return [left, right].some((range) => range.excludes.includes(start));
}

function subjectOf({ left }: PlannedComparison): unknown {
  if (left.value.kind !== "read") return undefined;
  return [left.value.variable, left.value.path.map(({ key }) => key), left.ofLength];
}

/** The numbers for which a comparison with a literal number holds. */
function rangeOf({
  left,
  operator,
  right,
}: PlannedComparison): { start: number; end: number; excludes: readonly number[] } | undefined {
  if (left.value.kind !== "read" || right.value.kind !== "literal") return undefined;
  const { value } = right.value;
  if (typeof value !== "number") return undefined;
  switch (operator) {
    case "===":
      return { start: value, end: value, excludes: [] };
    case "<":
      return { start: Number.NEGATIVE_INFINITY, end: value, excludes: [value] };
    case "<=":
      return { start: Number.NEGATIVE_INFINITY, end: value, excludes: [] };
    case ">":
      return { start: value, end: Number.POSITIVE_INFINITY, excludes: [value] };
    case ">=":
      return { start: value, end: Number.POSITIVE_INFINITY, excludes: [] };
    case "!==":
      return undefined;
  }
}
