import type { Comparison, Condition, LinkedCriterion, Operand } from "../../model/linked.js";

export const allStatuses: readonly number[] = Array.from(
  { length: 500 },
  (_, index) => 100 + index,
);

export const successfulStatuses = allStatuses.filter((status) => Math.floor(status / 100) === 2);

/** The statuses, of these, with which all the criteria can hold. */
export function possibleStatuses(
  statuses: readonly number[],
  criteria: readonly LinkedCriterion[],
): readonly number[] {
  return statuses.filter((status) =>
    criteria.every(({ condition }) => evaluate(condition, status, holds) !== false),
  );
}

/**
 * The statuses, of these, that a response still has for TypeScript when all the criteria hold: it
 * follows equality with a number, and nothing else.
 */
export function provenStatuses(
  statuses: readonly number[],
  criteria: readonly LinkedCriterion[],
): readonly number[] {
  return statuses.filter((status) =>
    criteria.every(({ condition }) => evaluate(condition, status, holdsProvably) !== false),
  );
}

/** The statuses that a response can have for TypeScript when not all the criteria hold. */
export function unprovenStatuses(criteria: readonly LinkedCriterion[]): readonly number[] {
  return allStatuses.filter(
    (status) =>
      !criteria.every(({ condition }) => evaluate(condition, status, holdsProvably) === true),
  );
}

/** Whether nothing but the status decides whether the criteria hold. */
export function dependOnStatusAlone(criteria: readonly LinkedCriterion[]): boolean {
  return criteria.every(({ condition }) => evaluate(condition, 200, holds) !== undefined);
}

/** The statuses that criteria compare a response's with. */
export function namedStatuses(criteria: readonly LinkedCriterion[]): readonly number[] {
  return criteria.flatMap(({ condition }) => namedIn(condition));
}

function namedIn(condition: Condition): readonly number[] {
  switch (condition.kind) {
    case "comparison":
      return allStatuses.filter(
        (status) => compare({ ...condition, operator: "==" }, status) === true,
      );
    case "not":
      return namedIn(condition.condition);
    case "and":
    case "or":
      return condition.conditions.flatMap(namedIn);
    default:
      return [];
  }
}

type Test = (condition: Condition, status: number) => boolean | undefined;

/** Whether a condition holds for a status; undefined when that depends on something else. */
function evaluate(condition: Condition, status: number, test: Test): boolean | undefined {
  switch (condition.kind) {
    case "not": {
      const negated = evaluate(condition.condition, status, test);
      return negated === undefined ? undefined : !negated;
    }
    case "and":
    case "or": {
      const decisive = condition.kind === "or";
      const results = condition.conditions.map((each) => evaluate(each, status, test));
      if (results.includes(decisive)) return decisive;
      return results.includes(undefined) ? undefined : !decisive;
    }
    default:
      return test(condition, status);
  }
}

function holds(condition: Condition, status: number): boolean | undefined {
  if (condition.kind === "comparison") return compare(condition, status);
  if (condition.kind !== "regex") return undefined;
  const { operand, pattern, flags } = condition;
  if (operand.kind !== "expression" || operand.expression.kind !== "status-code") return undefined;
  return new RegExp(pattern, flags).test(String(status));
}

function holdsProvably(condition: Condition, status: number): boolean | undefined {
  if (condition.kind !== "comparison" || /[<>]/.test(condition.operator)) return undefined;
  const operands = [condition.left, condition.right];
  const isText = operands.some((each) => each.kind === "literal" && typeof each.value === "string");
  return isText ? undefined : compare(condition, status);
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
