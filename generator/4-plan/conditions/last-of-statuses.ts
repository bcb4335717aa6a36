import type { LinkedAction, LinkedStep } from "../../model/linked.js";
import { statusesOf, statusesThatPass } from "../../model/status-set.js";
import type { SuccessTest } from "../../model/typed.js";

/** The action that applies if no earlier action does, because all these actions together cover every success status. */
export function lastOfStatuses(
  { onSuccess }: LinkedStep,
  test: SuccessTest | undefined,
): LinkedAction | undefined {
  const open = new Set(statusesThatPass(test));
  if (open.size === 0) return undefined;
  return onSuccess.find((action) => {
    const covered = isLimited(action) ? [] : statusesOf(action.criteria).certain;
    for (const status of covered) open.delete(status);
    return open.size === 0;
  });
}

export function isLimited({ target }: LinkedAction): boolean {
  return target.kind === "retry" || (target.kind === "step" && target.limits !== undefined);
}
