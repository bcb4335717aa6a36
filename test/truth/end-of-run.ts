import { isDeepStrictEqual } from "node:util";
import { isNewLiteral, type Violation } from "./check-type.js";
import { valueAt } from "./json-pointer.js";
import { branchOf } from "./plain-run.js";
import type { Ended } from "./workflow-runner.js";

/** How a run with a changed response ended, from the best end for an invalid response to the worst. */
export const ends = [
  /** An `UnexpectedResponseError` that names the step of the response and a JSON Pointer. */
  "unexpected response",
  /** Another error that names its step. */
  "typed error",
  /** No change, and the workflow does not read what was changed. */
  "not read",
  "same value",
  /** Another value of the declared type. */
  "other value",
  /** A value that is none of the literals of an enumeration. */
  "new literal",
  /** A value of another type in the response that an outcome's `failure` carries, and nowhere else. */
  "other type in failure",
  /** Another outcome or other steps, with values of their types. */
  "other branch",
  /** A value of another type in the outputs or in a request. */
  "other type",
  /** A request with a value of another type, and an error after it. */
  "other type, then error",
  /** An error that names no step. */
  "exception",
] as const;

export type End = (typeof ends)[number];

/** Compares a run with the plain run, which had the same inputs and other responses. */
export function endOf(plain: Ended, changed: Ended, isRead: boolean, stepId: string): End {
  const { sent, ended } = newViolations(plain, changed);
  if (changed.error !== undefined) {
    if (!isTyped(changed.error)) return "exception";
    if (sent.some((each) => !isNewLiteral(each))) return "other type, then error";
    return isUnexpectedResponse(changed.error, stepId) ? "unexpected response" : "typed error";
  }
  const found = [...sent, ...ended];
  const wrong = found.filter((each) => !isNewLiteral(each));
  if (wrong.some(({ pointer }) => !pointer.startsWith("/failure/"))) return "other type";
  if (wrong.length > 0) return "other type in failure";
  if (found.length > 0) return "new literal";
  if (branchOf(changed) !== branchOf(plain)) return "other branch";
  const isSame =
    isDeepStrictEqual(plainData(changed.result), plainData(plain.result)) &&
    isDeepStrictEqual(givenOf(changed), givenOf(plain));
  if (!isSame) return "other value";
  return isRead ? "same value" : "not read";
}

export interface NewViolations {
  /** In requests. */
  readonly sent: readonly Violation[];
  /** In the result, or in the error of a failed step. */
  readonly ended: readonly Violation[];
}

/** The violations that the plain run does not have: documents with type errors have some. */
export function newViolations(plain: Ended, changed: Ended): NewViolations {
  const known = new Set([
    ...plain.exchanges.flatMap(({ stepId, violations }) => keysOf(violations, stepId)),
    ...keysOf(plain.violations, ""),
  ]);
  const isNew = (stepId: string) => (violation: Violation) =>
    keysOf([violation], stepId).every((key) => !known.has(key));
  return {
    sent: changed.exchanges.flatMap(({ stepId, violations }) => violations.filter(isNew(stepId))),
    ended: changed.violations.filter(isNew("")),
  };
}

/** An error of a workflow, or a reason that names no step. */
export function isTyped(error: unknown): boolean {
  return error instanceof Error && "stepId" in error && "workflowId" in error;
}

/** The first URL with a value that is absent; the plain run may send such texts. */
export function findAbsentInUrl(plain: Ended | undefined, changed: Ended): string | undefined {
  const isAbsent = (url: string | undefined) =>
    url !== undefined && /undefined|null|NaN|object(?:%20|\+| )Object/.test(url);
  return changed.exchanges
    .filter((_, index) => !isAbsent(plain?.exchanges[index]?.sent?.url))
    .map(({ sent }) => sent?.url)
    .find(isAbsent);
}

function isUnexpectedResponse(error: unknown, stepId: string): boolean {
  return (
    error instanceof Error &&
    error.name === "UnexpectedResponseError" &&
    valueAt(error, "/stepId") === stepId &&
    typeof valueAt(error, "/pointer") === "string"
  );
}

function keysOf(violations: readonly Violation[], stepId: string): readonly string[] {
  return violations.map(({ pointer }) => `${stepId} ${pointer}`);
}

function givenOf({ exchanges }: Ended): unknown {
  return exchanges.map(({ given }) => plainData(given));
}

/** Without the recording of reads. */
function plainData(value: unknown): unknown {
  return JSON.stringify(value);
}
