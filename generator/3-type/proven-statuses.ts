import type { Comparison, Condition, LinkedCriterion, Operand } from "../2-link/linked.js";

export const allStatuses: readonly number[] = Array.from(
  { length: 500 },
  (_, index) => 100 + index,
);

export const successfulStatuses = allStatuses.filter((status) => Math.floor(status / 100) === 2);

/** The statuses, of these, that a response can still have when all the criteria hold. */
export function provenStatuses(
  statuses: readonly number[],
  criteria: readonly LinkedCriterion[],
): readonly number[] {
  return statuses.filter((status) =>
    criteria.every(({ condition }) => evaluate(condition, status) !== false),
  );
}

/** Whether nothing but the status decides whether the criteria hold. */
export function dependOnStatusAlone(criteria: readonly LinkedCriterion[]): boolean {
  return criteria.every(({ condition }) => evaluate(condition, 200) !== undefined);
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
    case "and":
    case "or": {
      const decisive = condition.kind === "or";
      const results = condition.conditions.map((each) => evaluate(each, status));
      if (results.includes(decisive)) return decisive;
      return results.includes(undefined) ? undefined : !decisive;
    }
    default:
      return undefined;
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
  if (operand.kind === "expression") {
    return operand.expression.kind === "status-code" ? status : undefined;
  }
  // The text '200' is the same status: texts that are numbers are compared as numbers.
  const value = typeof operand.value === "string" ? Number(operand.value) : operand.value;
  return typeof value === "number" && !Number.isNaN(value) ? value : undefined;
}
