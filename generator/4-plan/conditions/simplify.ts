import type { PlannedCondition } from "../../model/planned-values.js";
import { compareWithOthers, equalityWithLiteral } from "./equality-with-literal.js";
import { negate } from "./negate.js";
import { operandKey } from "./operand-key.js";

/**
 * Removes the parts of a condition whose results follow from conditions that are known to be false. Returns a boolean
 * if the whole result is known. TypeScript rejects `===` and `!==` if their result is known.
 */
export function simplify(
  condition: PlannedCondition,
  knownFalse: readonly PlannedCondition[],
): PlannedCondition | boolean {
  if (knownFalse.some((known) => isSameCondition(known, condition))) return false;
  const opposite = negate(condition);
  if (knownFalse.some((known) => isSameCondition(known, opposite))) return true;
  switch (condition.kind) {
    case "comparison":
    case "loose-comparison":
      return knownFalse.some((known) => isOfAnother(known, condition))
        ? condition.operator.startsWith("!")
        : condition;
    case "and":
    case "or": {
      const decisive = condition.kind === "or";
      const parts = condition.conditions.map((each) => simplify(each, knownFalse));
      if (parts.includes(decisive)) return decisive;
      const open = withoutRepetition(parts.filter((part) => typeof part !== "boolean"));
      const [only] = open;
      if (!only) return !decisive;
      return open.length === 1 ? only : { kind: condition.kind, conditions: open };
    }
    default:
      return condition;
  }
}

/** The conditions that are known to be false if a condition is false. */
export function alternativesIn(condition: PlannedCondition): readonly PlannedCondition[] {
  if (condition.kind === "or") return condition.conditions.flatMap(alternativesIn);
  return condition.kind === "and" || condition.kind === "retry" ? [] : [condition];
}

/** Whether the compared value is known to equal another literal. */
function isOfAnother(known: PlannedCondition, condition: PlannedCondition): boolean {
  const [difference, equality] = [equalityWithLiteral(known), equalityWithLiteral(condition)];
  if (!difference?.isNegated || !equality) return false;
  return compareWithOthers(difference, equality);
}

function withoutRepetition(conditions: readonly PlannedCondition[]): readonly PlannedCondition[] {
  return conditions.filter(
    (condition, index) =>
      conditions.findIndex((each) => isSameCondition(each, condition)) === index,
  );
}

export function isSameCondition(a: PlannedCondition, b: PlannedCondition): boolean {
  return a.kind === b.kind && operandKey(a) === operandKey(b);
}
