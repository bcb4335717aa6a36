import type {
  PlannedComparison,
  PlannedCondition,
  PlannedOperand,
} from "../../model/planned-values.js";
import { negate } from "./negate.js";

/**
 * What is left of a condition where others are known not to hold; `true` or `false` if it is decided.
 * What `===` and `!==` decide has to be left out: TypeScript refuses a comparison that can only fail.
 */
export function simplify(
  condition: PlannedCondition,
  knownFalse: readonly PlannedCondition[],
): PlannedCondition | boolean {
  if (knownFalse.some((known) => isSame(known, condition))) return false;
  const opposite = negate(condition);
  if (knownFalse.some((known) => isSame(known, opposite))) return true;
  switch (condition.kind) {
    case "comparison":
      return knownFalse.some((known) => isOfAnother(known, condition))
        ? condition.operator === "!=="
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

/** What does not hold when a condition does not. */
export function alternativesIn(condition: PlannedCondition): readonly PlannedCondition[] {
  if (condition.kind === "or") return condition.conditions.flatMap(alternativesIn);
  return condition.kind === "and" || condition.kind === "retry" ? [] : [condition];
}

/** Whether it is known that the value that is compared equals another literal. */
function isOfAnother(known: PlannedCondition, { left, operator, right }: PlannedComparison) {
  return (
    known.kind === "comparison" &&
    known.operator === "!==" &&
    (operator === "===" || operator === "!==") &&
    keyOf(known.left) === keyOf(left) &&
    known.right.value.kind === "literal" &&
    right.value.kind === "literal" &&
    known.right.value.value !== right.value.value
  );
}

function withoutRepetition(conditions: readonly PlannedCondition[]): readonly PlannedCondition[] {
  return conditions.filter(
    (condition, index) => conditions.findIndex((each) => isSame(each, condition)) === index,
  );
}

function isSame(a: PlannedCondition, b: PlannedCondition): boolean {
  return a.kind === b.kind && keyOf(a) === keyOf(b);
}

/** The same for all that ask the same, wherever they are written. */
function keyOf(asked: PlannedCondition | PlannedOperand): string {
  const besides = ["place", "expression", "isOptional", "mayBeAbsent"];
  return JSON.stringify(asked, (key, value: unknown) =>
    besides.includes(key) ? undefined : value,
  );
}
