import type { LinkedOperation } from "../../model/linked-operation.js";

/**
 * The declared responses that some of these statuses can mean: by the status itself, else by its
 * class (`4XX`), else `default`; and whether every one of them is declared.
 * @see https://spec.openapis.org/oas/v3.1.1.html#responses-object
 */
export function declaredResponses(
  { responses }: LinkedOperation,
  statuses: readonly number[],
): { readonly keys: readonly string[]; readonly isComplete: boolean } {
  const found = statuses.map((status) => {
    const candidates = [String(status), `${Math.floor(status / 100)}XX`, "default"];
    return candidates.find((key) => responses.has(key));
  });
  const keys = [...new Set(found.filter((key) => key !== undefined))];
  return { keys, isComplete: !found.includes(undefined) };
}
