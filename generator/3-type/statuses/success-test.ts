import type { LinkedStep } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type { SuccessTest } from "../../model/typed.js";
import {
  allStatuses,
  dependOnStatusAlone,
  namedStatuses,
  possibleStatuses,
  provenStatuses,
  successfulStatuses,
} from "./proven-statuses.js";

/** More statuses than these are not listed one by one. */
const mostListed = 8;

/**
 * What decides that a step has succeeded, said so that it proves the type of the response's body.
 *
 * Where all 2xx statuses are successes and the operation declares some of them by number, a status that
 * it does not declare is none: nobody could say what its body is.
 */
export function successTest(step: LinkedStep): SuccessTest {
  const { call, successCriteria } = step;
  if (call.kind === "workflow" || !dependOnStatusAlone(successCriteria))
    return { kind: "criteria" };
  const statuses =
    successCriteria.length === 0
      ? successfulStatuses
      : possibleStatuses(allStatuses, successCriteria);
  if (statuses.length === 0) return { kind: "criteria" };
  if (statuses.length <= mostListed) return { kind: "statuses", statuses };
  if (!isSame(statuses, successfulStatuses)) return { kind: "criteria" };
  const named = namedStatuses(step.onSuccess.flatMap(({ criteria }) => criteria));
  const declared = declaredSuccesses(call.operation, named);
  return declared ? { kind: "statuses", statuses: declared } : { kind: "successful" };
}

/** The statuses that a response of a successful step can have. */
export function statusesOfSuccess(step: LinkedStep, test: SuccessTest): readonly number[] {
  switch (test.kind) {
    case "statuses":
      return test.statuses;
    case "successful":
      return successfulStatuses;
    case "criteria":
      return provenStatuses(allStatuses, step.successCriteria);
  }
}

/**
 * The 2xx statuses that are declared by number, and those that the actions name; undefined where all
 * are declared. `default` then means errors.
 */
function declaredSuccesses(
  { responses }: LinkedOperation,
  named: readonly number[],
): readonly number[] | undefined {
  if (responses.has("2XX")) return undefined;
  const declared = successfulStatuses.filter((status) => responses.has(String(status)));
  const listed = successfulStatuses.filter(
    (status) => declared.includes(status) || named.includes(status),
  );
  return declared.length > 0 && listed.length <= mostListed ? listed : undefined;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((status, index) => status === b[index]);
}
