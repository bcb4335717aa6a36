import type { LinkedOperation } from "../../model/linked-operation.js";
import { responseKey, type Statuses } from "../../model/status-set.js";

/** The keys of the declared responses that these statuses mean, and whether each status is declared. */
export function declaredResponses(
  { responses }: LinkedOperation,
  statuses: Statuses,
): { readonly keys: readonly string[]; readonly isComplete: boolean } {
  const found = statuses.map((status) => responseKey(responses, status));
  const keys = [...new Set(found.filter((key) => key !== undefined))];
  return { keys, isComplete: !found.includes(undefined) };
}
