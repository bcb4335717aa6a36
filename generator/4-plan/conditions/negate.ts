import type { PlannedCondition } from "../../model/planned-values.js";
import { provesResponse } from "./statuses-in-condition.js";

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
    case "or":
      return { kind: "and", conditions: condition.conditions.map(negate) };
    case "and":
      return { kind: "or", conditions: withoutRepetition(condition.conditions).map(negate) };
    default:
      return { kind: "not", condition };
  }
}

/** A comparison of the status with a number implies that there is a response. */
function withoutRepetition(conditions: readonly PlannedCondition[]): readonly PlannedCondition[] {
  return conditions.filter(
    (condition) =>
      condition.kind !== "responded" ||
      !conditions.some((each) => provesResponse(each, condition.response)),
  );
}
