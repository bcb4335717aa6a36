import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Condition } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { responseKey, statusesNamedIn } from "../../model/status-set.js";
import { placeOf } from "../../source/located.js";
import { declarationPlaceOf } from "../apis/read-operations.js";
import type { CriterionText } from "./criterion-text.js";

/**
 * Warns about a criterion that expects a status that the operation does not declare. Statuses from 400 on are ignored,
 * because few descriptions list all of them.
 */
export function reportUndeclaredStatuses(
  condition: Condition,
  { conditionAt }: CriterionText,
  operation: LinkedOperation,
  diagnostics: Diagnostics,
): void {
  const { operationId, responses } = operation;
  if (responses.size === 0) return;
  for (const { status, isExpected } of statusesNamedIn(condition)) {
    if (!isExpected || status >= 400 || responseKey(responses, status) !== undefined) continue;
    const related = [
      { message: `${operationId} is declared`, place: declarationPlaceOf(operation) },
    ];
    const parameters = { operationId, status, declared: [...responses.keys()] };
    diagnostics.report("status-undeclared", placeOf(conditionAt), parameters, related);
  }
}
