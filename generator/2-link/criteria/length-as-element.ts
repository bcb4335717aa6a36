import type { ComparisonOperator } from "../../model/linked.js";

/**
 * Writes a comparison of an array's length as a simple condition. The standard has no lengths, so the condition tests
 * for an element: `$response.body#/items/0 != null` for `> 0`. Undefined if the length is not a non-negative integer.
 */
export function lengthAsElement(
  list: string,
  operator: ComparisonOperator,
  length: unknown,
): string | undefined {
  if (typeof length !== "number" || !Number.isInteger(length) || length < 0) return undefined;
  const start = list.includes("#") ? list : `${list}#`;
  const hasMoreThan = (count: number) => `${start}/${count} != null`;
  const hasAtMost = (count: number) => `${start}/${count} == null`;
  switch (operator) {
    case ">":
      return hasMoreThan(length);
    case "<=":
      return hasAtMost(length);
    case ">=":
      return length === 0 ? undefined : hasMoreThan(length - 1);
    case "<":
      return length === 0 ? undefined : hasAtMost(length - 1);
    case "==":
      return length === 0 ? hasAtMost(0) : `${hasMoreThan(length - 1)} && ${hasAtMost(length)}`;
    case "!=":
      return length === 0 ? hasMoreThan(0) : `${hasAtMost(length - 1)} || ${hasMoreThan(length)}`;
  }
}
