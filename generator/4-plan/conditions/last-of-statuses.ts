import type { LinkedAction, LinkedStep } from "../../model/linked.js";
import type { SuccessTest } from "../../model/typed.js";

/**
 * The action that applies whenever none before it does, because they and it name, one by one, every
 * status of a success.
 */
export function lastOfStatuses(
  { onSuccess }: LinkedStep,
  test: SuccessTest | undefined,
): LinkedAction | undefined {
  if (test?.kind !== "statuses") return undefined;
  const open = new Set(test.statuses);
  return onSuccess.find((action) => {
    const status = statusOf(action);
    if (status !== undefined) open.delete(status);
    return open.size === 0;
  });
}

/** Whether the action applies only a limited number of times. */
export function isLimited({ target }: LinkedAction): boolean {
  return target.kind === "retry" || (target.kind === "step" && target.limits !== undefined);
}

/** The status that is all that an action asks for. */
function statusOf(action: LinkedAction): number | undefined {
  const [only, ...others] = action.criteria;
  if (!only || others.length > 0 || isLimited(action) || only.condition.kind !== "comparison") {
    return undefined;
  }
  const { left, operator, right } = only.condition;
  const isStatus = left.kind === "expression" && left.expression.kind === "status-code";
  if (!isStatus || operator !== "==" || right.kind === "expression") return undefined;
  return typeof right.value === "number" ? right.value : undefined;
}
