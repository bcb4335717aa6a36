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
 * One status of each declared response that a condition can mean; empty if it can mean a body that the description does
 * not declare. A response without `content` says that it has no body only if HTTP allows none. A condition on failures can
 * mean a status that is not declared, because few descriptions list all of them.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
 */
export function declaredStatuses({ responses }: LinkedOperation, meant: Statuses): Statuses {
  const byKey = new Map<string | undefined, number>();
  for (const status of meant) {
    const key = responseKey(responses, status);
    if (!byKey.has(key)) byKey.set(key, status);
  }
  const isForSuccess = meant.some((status) => status < 300 && responses.has(String(status)));
  if (isForSuccess) byKey.delete(undefined);
  const isOpen = [...byKey].some(([key = "", status]) => {
    const content = responses.get(key)?.content;
    return !content || (content.size === 0 && !statusesWithoutBody.includes(status));
  });
  return isOpen ? [] : [...byKey.values()];
}

const statusesWithoutBody: Statuses = [204, 205, 304];
