import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Resolve } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { responseKey, type Statuses } from "../../model/status-set.js";
import { child, entriesOf } from "../../source/located.js";
import type { ExpressionUse } from "./expression-uses.js";

/** Headers that responses have without a declaration. OpenAPI ignores a declared `Content-Type`. */
const standardHeaders: readonly string[] = ["content-type", "content-length", "date"];

/** Reports headers that no response declares that the step can have at that point. */
export function checkHeaders(
  uses: readonly ExpressionUse[],
  resolve: Resolve,
  diagnostics: Diagnostics,
): void {
  for (const { expression, step, statuses = [] } of uses) {
    if (expression.kind !== "response-header" || step?.call.kind !== "operation") continue;
    const { name, place } = expression;
    const { operation } = step.call;
    const known = headersOf(operation, statuses, resolve);
    const names = [...known, ...standardHeaders].map((each) => each.toLowerCase());
    if (operation.responses.size === 0 || names.includes(name.toLowerCase())) continue;
    const { operationId } = operation;
    diagnostics.report("header-undeclared", place, { ...unknownName(name, known), operationId });
  }
}

function headersOf(
  { responses }: LinkedOperation,
  statuses: Statuses,
  resolve: Resolve,
): readonly string[] {
  const keys = new Set(statuses.map((status) => responseKey(responses, status)));
  return [...responses].flatMap(([key, { at }]) => {
    const response = keys.has(key) ? resolve(at) : undefined;
    return entriesOf(child(response, "headers")).map(([name]) => name);
  });
}
