import type { LinkedOperation } from "../../model/linked-operation.js";
import { mostListedStatuses, responseKey, type Statuses } from "../../model/status-set.js";

/**
 * Subsets of the statuses for which the body can have a narrower type: the declared statuses, the declared successes,
 * and the statuses of each declared response.
 */
export function statusesApart(
  { responses }: LinkedOperation,
  statuses: Statuses,
): readonly Statuses[] {
  const keyOf = (status: number) => responseKey(responses, status);
  const declared = statuses.filter((status) => keyOf(status) !== undefined);
  const byKey = [...new Set(declared.map(keyOf))].map((key) =>
    declared.filter((status) => keyOf(status) === key),
  );
  const successes = declared.filter((status) => status < 400);
  return [declared, successes, ...byKey].filter(
    ({ length }) => length > 0 && length < statuses.length && length <= mostListedStatuses,
  );
}

/** One status of each declared response that the statuses belong to. */
export function declaredStatuses({ responses }: LinkedOperation, statuses: Statuses): Statuses {
  const byKey = new Map(statuses.map((status) => [responseKey(responses, status), status]));
  byKey.delete(undefined);
  return [...byKey.values()];
}
