import type {
  PlannedComparison,
  PlannedCondition,
  PlannedValue,
} from "../../model/planned-values.js";

/** The value that a condition compares the status of a response with by `===` or `!==`. */
export function comparedWithStatus(
  condition: PlannedCondition,
  response: string,
): { readonly condition: PlannedComparison; readonly value: PlannedValue } | undefined {
  if (condition.kind !== "comparison" || /[<>]/.test(condition.operator)) return undefined;
  const { value } = condition.left;
  const isStatus =
    value.kind === "read" && value.variable === response && value.path[0]?.key === "status";
  return isStatus ? { condition, value: condition.right.value } : undefined;
}

/** Whether a condition holds only if there is a response, because it compares the status with `===`. */
export function provesResponse(condition: PlannedCondition, response: string): boolean {
  if (condition.kind === "and") {
    return condition.conditions.some((each) => provesResponse(each, response));
  }
  return comparedWithStatus(condition, response)?.condition.operator === "===";
}
