import type { PlannedCondition, PlannedOperand } from "../../model/planned-values.js";

/** Equal for operands or conditions that have the same meaning, even at different positions. */
export function operandKey(operand: PlannedCondition | PlannedOperand): string {
  const ignored = ["place", "expression", "isOptional", "absence"];
  return JSON.stringify(operand, (key, value: unknown) =>
    ignored.includes(key) ? undefined : value,
  );
}
