import type { Scalar } from "../../model/linked.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import { operandKey } from "./operand-key.js";

/** A condition that compares a value with a literal by an operator of equality. */
export interface EqualityWithLiteral {
  /** The `operandKey` of the compared value. */
  readonly operand: string;
  readonly literal: Scalar;
  readonly isNegated: boolean;
  /** By `===` or `!==`, not by the rules of the standard. */
  readonly isExact: boolean;
}

export function equalityWithLiteral(condition: PlannedCondition): EqualityWithLiteral | undefined {
  if (condition.kind !== "comparison" && condition.kind !== "loose-comparison") return undefined;
  const { operator } = condition;
  if (!/^[=!]/.test(operator)) return undefined;
  const { left, right } = condition;
  const [{ value }, other] = right.value.kind === "literal" ? [right, left] : [left, right];
  if (value.kind !== "literal" || value.value === undefined) return undefined;
  return {
    operand: operandKey(other),
    literal: value.value,
    isNegated: operator.startsWith("!"),
    isExact: condition.kind === "comparison",
  };
}

/** Whether both compare the same value, with literals that the value cannot both equal. */
export function compareWithOthers(a: EqualityWithLiteral, b: EqualityWithLiteral): boolean {
  if (a.operand !== b.operand) return false;
  if (a.isExact && b.isExact) return a.literal !== b.literal;
  const [one, other] = [String(a.literal), String(b.literal)];
  // The standard ignores case, and a number equals every string that contains the number.
  return one.toLowerCase() !== other.toLowerCase() && Number(one) !== Number(other);
}
