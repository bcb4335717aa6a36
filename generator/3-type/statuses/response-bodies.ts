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

/**
 * One status of each declared response that the statuses belong to; empty if one of them says nothing of its body. A
 * response without `content` says that it has no body only if HTTP allows none.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
 */
export function declaredStatuses({ responses }: LinkedOperation, statuses: Statuses): Statuses {
  const byKey = new Map<string, number>();
  for (const status of statuses) {
    const key = responseKey(responses, status);
    if (key !== undefined && !byKey.has(key)) byKey.set(key, status);
  }
  const isOpen = [...byKey].some(
    ([key, status]) =>
      responses.get(key)?.content.size === 0 && !statusesWithoutBody.includes(status),
  );
  return isOpen ? [] : [...byKey.values()];
}

const statusesWithoutBody: Statuses = [204, 205, 304];
