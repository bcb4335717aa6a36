import type { PlannedCondition } from "../../model/planned-values.js";
import { statusesThatPass } from "../../model/status-set.js";
import type { SuccessTest } from "../../model/typed.js";
import { comparedWithStatus } from "./compared-with-status.js";

/**
 * The comparisons in a condition that cannot hold, because no response that has passed (or failed) the test has
 * their status. TypeScript rejects such comparisons.
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
  const compared = comparedWithStatus(condition, response);
  if (!passing || !compared || compared.value.kind !== "literal") return [];
  const status = compared.value.value;
  if (typeof status !== "number" || passing.includes(status) === hasPassed) return [];
  return [{ ...compared.condition, operator: "===" }];
}
