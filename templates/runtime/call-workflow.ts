/** Runs a workflow as a step of another workflow. */

import { UnexpectedResponseError } from "./check-response.js";
import { StepFailedError, StepLimitError, WorkflowError } from "./errors.js";
import { type NoResponse, noResponse, type Step } from "./run.js";

/** The results of a workflow that are not failures. */
export type Succeeded<Result> = Exclude<Result, { readonly failure: StepFailedError }>;

/**
 * Waits for another workflow. Resolves with a `NoResponse` if that workflow ends in a failure, or throws a
 * `WorkflowError` that its document can have planned for.
 */
export async function callWorkflow<Result extends object>(
  step: Step,
  running: Promise<Result>,
): Promise<Succeeded<Result> | NoResponse> {
  step.attempts += 1;
  try {
    const result = await running;
    const isFailure = "failure" in result && result.failure instanceof StepFailedError;
    // A result without a failure is one of the successful results.
    return isFailure ? noResponse(result.failure) : (result as Succeeded<Result>);
  } catch (error) {
    const isPlannedFor = !unplanned.some((each) => error instanceof each);
    if (error instanceof WorkflowError && isPlannedFor) return noResponse(error);
    throw error;
  }
}

/** Errors that end every workflow, because no action of a document can plan for them. */
const unplanned = [StepLimitError, UnexpectedResponseError];

/** Waits for a workflow that runs before a step is retried. Rejects with the failure of that workflow, if any. */
export async function mustSucceed<Result extends object>(
  running: Promise<Result>,
): Promise<Succeeded<Result>> {
  const result = await running;
  if ("failure" in result && result.failure instanceof StepFailedError) throw result.failure;
  // A result without a failure is one of the successful results.
  return result as Succeeded<Result>;
}
