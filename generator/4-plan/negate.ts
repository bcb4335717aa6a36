import type { PlannedCondition } from "./planned-values.js";

/** The opposite of a condition, as short as it can be said. */
export function negate(condition: PlannedCondition): PlannedCondition {
  switch (condition.kind) {
    case "not":
      return condition.condition;
    case "absent":
      return { ...condition, isNegated: !condition.isNegated };
    case "comparison":
      if (condition.operator === "===") return { ...condition, operator: "!==" };
      if (condition.operator === "!==") return { ...condition, operator: "===" };
      return { kind: "not", condition };
    case "loose-comparison":
      if (condition.operator === "==") return { ...condition, operator: "!=" };
      if (condition.operator === "!=") return { ...condition, operator: "==" };
      return { kind: "not", condition };
    // Not (a or b) is not a, and not b: so it reads best where both can be turned around.
    case "or":
      return { kind: "and", conditions: condition.conditions.map(negate) };
    default:
      return { kind: "not", condition };
  }
}
