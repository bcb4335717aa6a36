import type { LinkedStep } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import {
  areSameStatuses,
  complement,
  mostListedStatuses,
  narrowedStatusesOf,
  type Statuses,
  statusesNamedIn,
  statusesOf,
  statusesThatPass,
  successfulStatuses,
} from "../../model/status-set.js";
import type { SuccessTest } from "../../model/typed.js";

/**
 * The test that decides whether a step has succeeded. TypeScript can narrow the type of the body by the test.
 *
 * If all 2xx statuses are successes and the operation declares some of them by number, an undeclared status is not
 * a success, because its body has no known type.
 */
export function successTest({ call, successCriteria, onSuccess }: LinkedStep): SuccessTest {
  const { possible, certain } = statusesOf(successCriteria);
  if (call.kind === "workflow" || !areSameStatuses(possible, certain)) return { kind: "criteria" };
  const statuses = successCriteria.length === 0 ? successfulStatuses : certain;
  if (statuses.length === 0) return { kind: "criteria" };
  if (statuses.length <= mostListedStatuses) return { kind: "statuses", statuses };
  if (!areSameStatuses(statuses, successfulStatuses)) return { kind: "criteria" };
  const named = onSuccess
    .flatMap(({ criteria }) => criteria)
    .flatMap(({ condition }) => statusesNamedIn(condition));
  const declared = declaredSuccesses(
    call.operation,
    named.map(({ status }) => status),
  );
  return declared ? { kind: "statuses", statuses: declared } : { kind: "successful" };
}

/** The statuses that TypeScript knows a response to have, once its step has succeeded or failed. */
export function statusesAfter(
  { successCriteria }: LinkedStep,
  test: SuccessTest,
): { readonly success: Statuses; readonly failure: Statuses } {
  const { possible, certain } = narrowedStatusesOf(successCriteria);
  const passing = statusesThatPass(test);
  return { success: passing ?? possible, failure: complement(passing ?? certain) };
}

/**
 * The 2xx statuses that are declared by number or named by actions; undefined if all 2xx statuses are declared.
 * `default` does not declare a success.
 */
function declaredSuccesses(
  { responses }: LinkedOperation,
  named: readonly number[],
): Statuses | undefined {
  if (responses.has("2XX")) return undefined;
  const declared = successfulStatuses.filter((status) => responses.has(String(status)));
  const listed = successfulStatuses.filter(
    (status) => declared.includes(status) || named.includes(status),
  );
  return declared.length > 0 && listed.length <= mostListedStatuses ? listed : undefined;
}
