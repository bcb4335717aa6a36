import type { PlannedComparison, PlannedCondition } from "../../model/planned-values.js";
import { statusesThatPass } from "../../model/status-set.js";
import type { SuccessTest } from "../../model/typed.js";

/**
 * The comparisons in a condition that cannot hold, because no response that has passed (or failed) the test has
 * their status. TypeScript rejects these comparisons.
 */
export function impossibleStatuses(
  condition: PlannedCondition,
  response: string,
  test: SuccessTest | undefined,
  hasPassed: boolean,
): readonly PlannedCondition[] {
  if (condition.kind === "and" || condition.kind === "or") {
    return condition.conditions.flatMap((each) =>
      impossibleStatuses(each, response, test, hasPassed),
    );
  }
  const passing = statusesThatPass(test);
  const comparison = statusComparison(condition, response);
  if (!passing || comparison?.right.value.kind !== "literal") return [];
  const status = comparison.right.value.value;
  if (typeof status !== "number" || passing.includes(status) === hasPassed) return [];
  return [{ ...comparison, operator: "===" }];
}

/** The condition, if it compares the status of a response by `===` or `!==`. */
function statusComparison(
  condition: PlannedCondition,
  response: string,
): PlannedComparison | undefined {
  if (condition.kind !== "comparison" || /[<>]/.test(condition.operator)) return undefined;
  const { value } = condition.left;
  const isStatus =
    value.kind === "read" && value.variable === response && value.path[0]?.key === "status";
  return isStatus ? condition : undefined;
}

/** Whether a condition holds only if there is a response, because it compares the status with `===`. */
export function provesResponse(condition: PlannedCondition, response: string): boolean {
  if (condition.kind === "and") {
    return condition.conditions.some((each) => provesResponse(each, response));
  }
  return statusComparison(condition, response)?.operator === "===";
}
