import type { Comparison, Condition, LinkedCriterion, Operand } from "../2-link/linked.js";

const allStatuses: readonly number[] = Array.from({ length: 500 }, (_, index) => 100 + index);

/**
 * The statuses that a response can still have when all of these criteria hold; without any criteria,
 * the successful ones.
 */
export function provenStatuses(criteria: readonly LinkedCriterion[]): readonly number[] {
  if (criteria.length === 0) return allStatuses.filter((status) => Math.floor(status / 100) === 2);
  return allStatuses.filter((status) =>
    criteria.every(({ condition }) => evaluate(condition, status) !== false),
  );
}

/** Whether a condition holds for a status; undefined when that depends on something else. */
function evaluate(condition: Condition, status: number): boolean | undefined {
  switch (condition.kind) {
    case "comparison":
      return compare(condition, status);
    case "not": {
      const negated = evaluate(condition.condition, status);
      return negated === undefined ? undefined : !negated;
    }
    default: {
      const decisive = condition.kind === "or";
      const results = condition.conditions.map((each) => evaluate(each, status));
      if (results.includes(decisive)) return decisive;
      return results.includes(undefined) ? undefined : !decisive;
    }
  }
}

function compare({ left, operator, right }: Comparison, status: number): boolean | undefined {
  const a = numberOf(left, status);
  const b = numberOf(right, status);
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function numberOf(operand: Operand, status: number): number | undefined {
  if (operand.kind === "literal") {
    return typeof operand.value === "number" ? operand.value : undefined;
  }
  return operand.expression.kind === "status-code" ? status : undefined;
}
