import type { LinkedOperation } from "../2-link/linked.js";

/**
 * The declared responses that some of these statuses can mean: by the status itself, else by its
 * class (`4XX`), else `default`.
 * @see https://spec.openapis.org/oas/v3.1.1.html#responses-object
 */
export function declaredResponses(
  { responses }: LinkedOperation,
  statuses: readonly number[],
): readonly string[] {
  const keys = statuses.flatMap((status) => {
    const candidates = [String(status), `${Math.floor(status / 100)}XX`, "default"];
    return candidates.find((key) => responses.has(key)) ?? [];
  });
  return [...new Set(keys)];
}
