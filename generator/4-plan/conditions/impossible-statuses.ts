import type { PlannedComparison, PlannedCondition } from "../../model/planned-values.js";
import type { SuccessTest } from "../../model/typed.js";

/**
 * The comparisons in a condition that cannot hold, because a response that has passed the test, or has
 * not, does not have their status: TypeScript refuses them.
 */
export function impossibleStatuses(
  condition: PlannedCondition,
  response: string,
  test: SuccessTest,
  hasPassed: boolean,
): readonly PlannedCondition[] {
  if (condition.kind === "and" || condition.kind === "or") {
    return condition.conditions.flatMap((each) =>
      impossibleStatuses(each, response, test, hasPassed),
    );
  }
  if (condition.kind !== "comparison" || test.kind === "criteria") return [];
  const status = comparedStatus(condition, response);
  if (status === undefined) return [];
  const passes =
    test.kind === "statuses" ? test.statuses.includes(status) : status >= 200 && status <= 299;
  return passes === hasPassed ? [] : [{ ...condition, operator: "===" }];
}

/** The status that a response's is compared with. */
function comparedStatus(
  { left, operator, right }: PlannedComparison,
  response: string,
): number | undefined {
  if (operator !== "===" && operator !== "!==") return undefined;
  const { value } = left;
  const isStatus =
    value.kind === "read" && value.variable === response && value.path[0]?.key === "status";
  if (!isStatus || right.value.kind !== "literal") return undefined;
  return typeof right.value.value === "number" ? right.value.value : undefined;
}
