import type { Comparison, Condition, Expression, Operand } from "../../model/linked.js";
import type { JsonPathQuery } from "../../source/json-path.js";
import { type Alternatives, allOf, type FoundValue, nothingFound, oneOf } from "./alternatives.js";
import { foundByQuery } from "./found-by-query.js";
import { valuePath } from "./value-path.js";

export interface Known {
  /** Whether the value is neither absent nor null. */
  readonly isPresent: (expression: Expression) => boolean;
  /** Whether the value is certainly an array, unless it is absent or null. */
  readonly isArray: (expression: Expression) => boolean;
  readonly parse: (query: string) => JsonPathQuery;
}

/** The values that are present if the condition has the result. */
export function foundValues(condition: Condition, result: boolean, known: Known): Alternatives {
  switch (condition.kind) {
    case "not":
      return foundValues(condition.condition, !result, known);
    case "and":
    case "or": {
      const parts = condition.conditions.map((each) => foundValues(each, result, known));
      return (condition.kind === "and") === result ? allOf(parts) : oneOf(parts);
    }
    case "comparison":
      return [result ? foundIfTrue(condition, known) : foundIfFalse(condition, known)];
    case "truth":
      return result ? [found(condition.operand, 1)] : nothingFound;
    case "regex":
      return result ? [found(condition.operand)] : nothingFound;
    case "jsonpath":
      return result ? foundByQuery(condition, known.parse) : nothingFound;
    case "xpath":
      return nothingFound;
  }
}

/** @param length the least length of the array, if the operand is a length */
function found(operand: Operand, length = 0): readonly FoundValue[] {
  const path = operand.kind === "expression" ? valuePath(operand.expression) : undefined;
  return path ? [{ ...path, mayBeNull: false, length }] : [];
}

function foundIfTrue({ left, operator, right }: Comparison, known: Known): readonly FoundValue[] {
  const isOrder = operator !== "==" && operator !== "!=";
  return [...foundIn(left, operator, right), ...foundIn(right, mirrored[operator], left)];

  function foundIn(
    operand: Operand,
    comparator: Comparison["operator"],
    other: Operand,
  ): readonly FoundValue[] {
    if (operator === "!=") {
      // An absent value is unequal to everything but null. So is its length.
      if (isNull(other)) return found(operand);
      return isOfArray(operand, known)
        ? found(operand, leastLength(operand, comparator, other))
        : [];
    }
    // Only values that are present have an order. Two absent values are equal.
    const isFound = isOrder || isCertain(other, known);
    return isFound ? found(operand, leastLength(operand, comparator, other)) : [];
  }
}

function foundIfFalse(comparison: Comparison, known: Known): readonly FoundValue[] {
  const { left, operator, right } = comparison;
  const areOrdered =
    (isOfArray(left, known) && isNumber(right)) || (isOfArray(right, known) && isNumber(left));
  // Values of other kinds are in no order, so that neither of two opposite orders holds.
  if (operator !== "==" && operator !== "!=" && !areOrdered) return [];
  return foundIfTrue({ ...comparison, operator: opposite[operator] }, known);
}

/** The smallest length with which the comparison holds; 0 if the operand is not a length. */
function leastLength(operand: Operand, operator: Comparison["operator"], other: Operand): number {
  if (operand.kind === "literal" || !operand.ofLength || !isNumber(other)) return 0;
  const limit = other.value;
  switch (operator) {
    case ">":
      return Math.floor(limit) + 1;
    case ">=":
    case "==":
      return Math.ceil(limit);
    case "!=":
      return limit === 0 ? 1 : 0;
    default:
      return 0;
  }
}

function isNumber(
  operand: Operand,
): operand is { readonly kind: "literal"; readonly value: number } {
  return operand.kind === "literal" && typeof operand.value === "number";
}

function isNull(operand: Operand): boolean {
  return operand.kind === "literal" && operand.value === null;
}

/** Whether the operand is neither absent nor null. */
function isCertain(operand: Operand, known: Known): boolean {
  if (operand.kind === "literal") return operand.value !== null;
  return operand.ofLength ? isOfArray(operand, known) : known.isPresent(operand.expression);
}

/** Whether the operand is the length of an array that is certainly present. */
function isOfArray(operand: Operand, { isPresent, isArray }: Known): boolean {
  if (operand.kind === "literal" || !operand.ofLength) return false;
  return isArray(operand.expression) && isPresent(operand.expression);
}

const opposite = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
} as const;

/** The operator with which the operands can change places. */
const mirrored = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;
