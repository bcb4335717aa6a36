import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Condition, Operand } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { placeOf } from "../../source/located.js";
import { declarationPlaceOf } from "../apis/read-operations.js";
import type { CriterionText } from "./link-criterion.js";

/**
 * Warns of a criterion that asks for a status that the operation never answers. Failures are left
 * out: hardly any description lists all of them.
 */
export function reportUndeclaredStatuses(
  condition: Condition,
  { conditionAt }: CriterionText,
  operation: LinkedOperation,
  diagnostics: Diagnostics,
): void {
  const { operationId, responses } = operation;
  if (responses.size === 0 || responses.has("default")) return;
  for (const status of statusesIn(condition)) {
    const isDeclared = responses.has(String(status)) || responses.has(`${String(status)[0]}XX`);
    if (isDeclared || status >= 400) continue;
    const related = [
      { message: `${operationId} is declared`, place: declarationPlaceOf(operation) },
    ];
    const parameters = { operationId, status, declared: [...responses.keys()] };
    diagnostics.report("status-undeclared", placeOf(conditionAt), parameters, related);
  }
}

/** The statuses that a condition asks for. */
function statusesIn(condition: Condition): readonly number[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap(statusesIn);
    case "comparison": {
      const { left, operator, right } = condition;
      if (operator !== "==") return [];
      return [...statusOf(left, right), ...statusOf(right, left)];
    }
    default:
      return [];
  }
}

function statusOf(asked: Operand, value: Operand): readonly number[] {
  const isStatus = asked.kind === "expression" && asked.expression.kind === "status-code";
  return isStatus && value.kind === "literal" && typeof value.value === "number"
    ? [value.value]
    : [];
}
