import type { PlannedComparison, PlannedCondition } from "../../model/planned-values.js";
import { compareWithOthers, equalityWithLiteral } from "./equality-with-literal.js";
import { negate } from "./negate.js";
import { operandKey } from "./operand-key.js";
import { isSameCondition } from "./simplify.js";

/** Whether two conditions can never both hold: one negates the other, or they compare one value with two literals. */
export function excludeEachOther(a: PlannedCondition, b: PlannedCondition): boolean {
  if (a.kind === "and") return a.conditions.some((each) => excludeEachOther(each, b));
  if (b.kind === "and") return b.conditions.some((each) => excludeEachOther(a, each));
  if (a.kind === "or") return a.conditions.every((each) => excludeEachOther(each, b));
  if (b.kind === "or") return b.conditions.every((each) => excludeEachOther(a, each));
  if (isSameCondition(negate(a), b)) return true;
  const [first, second] = [equalityWithLiteral(a), equalityWithLiteral(b)];
  if (first && second && !first.isNegated && !second.isNegated) {
    return compareWithOthers(first, second);
  }
  if (a.kind !== "comparison" || b.kind !== "comparison") return false;
  const [one, other] = [a.right.value, b.right.value];
  if (operandKey(a.left) !== operandKey(b.left)) return false;
  if (one.kind !== "literal" || other.kind !== "literal") return false;
  const [left, right] = [rangeOf(a.operator, one.value), rangeOf(b.operator, other.value)];
  if (!left || !right) return false;
  const start = Math.max(left.start, right.start);
  const end = Math.min(left.end, right.end);
  if (start !== end) return start > end;
  return [left, right].some((range) => range.excludes.includes(start));
}

interface NumberRange {
  readonly start: number;
  readonly end: number;
  readonly excludes: readonly number[];
}

/** The numbers for which a comparison with this value holds. */
function rangeOf(operator: PlannedComparison["operator"], value: unknown): NumberRange | undefined {
  if (typeof value !== "number" || operator === "!==") return undefined;
  return {
    start: operator.startsWith("<") ? Number.NEGATIVE_INFINITY : value,
    end: operator.startsWith(">") ? Number.POSITIVE_INFINITY : value,
    excludes: operator === "<" || operator === ">" ? [value] : [],
  };
}
