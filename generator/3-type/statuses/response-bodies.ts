import type { LinkedOperation } from "../../model/linked-operation.js";
import { declaredResponses } from "./declared-responses.js";

/** The type of the body that a response has at one point of a workflow, by its alias. */
export interface ResponseBody {
  readonly alias: string;
  /** The same for some of the statuses alone, where an output may be read of these. */
  readonly parts: readonly { readonly statuses: readonly number[]; readonly alias: string }[];
}

/** More statuses than these are not told apart. */
const mostListed = 8;

/**
 * The statuses that have a body of their own, where a response can have several: all that are declared,
 * those of them that are successes, and each by itself.
 */
export function statusesApart(
  operation: LinkedOperation,
  statuses: readonly number[],
): readonly (readonly number[])[] {
  const declared = statuses.filter((status) => declaredResponses(operation, [status]).isComplete);
  const byKey = declaredResponses(operation, declared).keys.map((key) =>
    declared.filter((status) => declaredResponses(operation, [status]).keys.includes(key)),
  );
  const successes = declared.filter((status) => status < 400);
  return [declared, successes, ...byKey].filter(
    ({ length }) => length > 0 && length < statuses.length && length <= mostListed,
  );
}
