import type { Comparison, Condition, LinkedCriterion, Operand } from "./linked.js";
import type { SuccessTest } from "./typed.js";

/** A set of HTTP statuses from 100 to 599, in ascending order. */
export type Statuses = readonly number[];

export const allStatuses: Statuses = Array.from({ length: 500 }, (_, index) => 100 + index);
export const successfulStatuses = allStatuses.filter((status) => status >= 200 && status <= 299);
const none: Statuses = [];

/** Larger sets are not written in generated code. */
export const mostListedStatuses = 8;

export function complement(statuses: Statuses): Statuses {
  return difference(allStatuses, statuses);
}

export function intersection(a: Statuses, b: Statuses): Statuses {
  if (a === allStatuses) return b;
  const others = new Set(b);
  return a.filter((status) => others.has(status));
}

export function difference(a: Statuses, b: Statuses): Statuses {
  const others = new Set(b);
  return a.filter((status) => !others.has(status));
}

function union(a: Statuses, b: Statuses): Statuses {
  const either = new Set([...a, ...b]);
  return allStatuses.filter((status) => either.has(status));
}

export function areSameStatuses(a: Statuses, b: Statuses): boolean {
  return a.length === b.length && a.every((status, index) => status === b[index]);
}

/** The statuses that pass the test; undefined if the test does not depend on the status alone. */
export function statusesThatPass(test: SuccessTest | undefined): Statuses | undefined {
  if (test?.kind === "statuses") return test.statuses;
  return test?.kind === "successful" ? successfulStatuses : undefined;
}

export interface ConditionStatuses {
  /** The statuses for which the condition can hold. */
  readonly possible: Statuses;
  /** The statuses for which the condition always holds. */
  readonly certain: Statuses;
}

/** The statuses for which all the criteria hold. */
export function statusesOf(criteria: readonly LinkedCriterion[]): ConditionStatuses {
  return statusesOfAll(
    criteria.map(({ condition }) => condition),
    statusesThatHold,
  );
}

/** Like `statusesOf`, but counts only the conditions by which TypeScript narrows the status: equality with a number. */
export function narrowedStatusesOf(criteria: readonly LinkedCriterion[]): ConditionStatuses {
  return statusesOfAll(
    criteria.map(({ condition }) => condition),
    (condition) => (narrows(condition) ? statusesThatHold(condition) : undefined),
  );
}

/** Returns undefined if a condition does not depend on the status alone. */
type Leaf = (condition: Condition) => Statuses | undefined;

function statusesOfAll(conditions: readonly Condition[], leaf: Leaf): ConditionStatuses {
  const parts = conditions.map((each) => statusesOfCondition(each, leaf));
  return {
    possible: parts.map(({ possible }) => possible).reduce(intersection, allStatuses),
    certain: parts.map(({ certain }) => certain).reduce(intersection, allStatuses),
  };
}

function statusesOfCondition(condition: Condition, leaf: Leaf): ConditionStatuses {
  switch (condition.kind) {
    case "not": {
      const { possible, certain } = statusesOfCondition(condition.condition, leaf);
      return { possible: complement(certain), certain: complement(possible) };
    }
    case "and":
      return statusesOfAll(condition.conditions, leaf);
    case "or": {
      const parts = condition.conditions.map((each) => statusesOfCondition(each, leaf));
      return {
        possible: parts.map(({ possible }) => possible).reduce(union, none),
        certain: parts.map(({ certain }) => certain).reduce(union, none),
      };
    }
    default: {
      const statuses = leaf(condition);
      return { possible: statuses ?? allStatuses, certain: statuses ?? none };
    }
  }
}

function narrows(condition: Condition): boolean {
  if (condition.kind !== "comparison" || /[<>]/.test(condition.operator)) return false;
  const operands = [condition.left, condition.right];
  return !operands.some((each) => each.kind === "literal" && typeof each.value === "string");
}

function statusesThatHold(condition: Condition): Statuses | undefined {
  if (condition.kind === "comparison") return comparedStatuses(condition);
  if (condition.kind !== "regex" || !isStatus(condition.operand)) return undefined;
  const [pattern, ...others] = condition.pattern;
  if (typeof pattern !== "string" || others.length > 0) return undefined;
  const { flags } = condition;
  return allStatuses.filter((status) => new RegExp(pattern, flags).test(String(status)));
}

function comparedStatuses({ left, operator, right }: Comparison): Statuses | undefined {
  const numberOf = (operand: Operand, status: number) =>
    isStatus(operand) ? status : numberIn(operand);
  const holds = allStatuses.map((status) => {
    const [a, b] = [numberOf(left, status), numberOf(right, status)];
    return a === undefined || b === undefined ? undefined : compare(a, operator, b);
  });
  return holds.includes(undefined) ? undefined : allStatuses.filter((_, index) => holds[index]);
}

function isStatus(operand: Operand): boolean {
  return operand.kind === "expression" && operand.expression.kind === "status-code";
}

/** The number of a literal. Strings that are numbers are compared as numbers: '200' is the same status. */
function numberIn(operand: Operand): number | undefined {
  if (operand.kind === "expression") return undefined;
  const number = typeof operand.value === "string" ? Number(operand.value) : operand.value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

function compare(a: number, operator: Comparison["operator"], b: number): boolean {
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

/** The statuses in the comparisons of a condition. `isExpected` is true for `==` that is not negated. */
export function statusesNamedIn(
  condition: Condition,
): readonly { readonly status: number; readonly isExpected: boolean }[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap(statusesNamedIn);
    case "not":
      return statusesNamedIn(condition.condition).map((each) => ({ ...each, isExpected: false }));
    case "comparison": {
      const { left, operator, right } = condition;
      const status = isStatus(left)
        ? numberIn(right)
        : isStatus(right)
          ? numberIn(left)
          : undefined;
      return status === undefined ? [] : [{ status, isExpected: operator === "==" }];
    }
    default:
      return [];
  }
}

/**
 * The key of the declared response to which a status belongs: the status itself, else its class (`4XX`), else `default`.
 * @see https://spec.openapis.org/oas/v3.1.1.html#responses-object
 */
export function responseKey(
  responses: ReadonlyMap<string, unknown>,
  status: number,
): string | undefined {
  const candidates = [String(status), `${Math.floor(status / 100)}XX`, "default"];
  return candidates.find((key) => responses.has(key));
}
