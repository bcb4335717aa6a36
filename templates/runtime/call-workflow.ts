/** Runs a workflow as a step of another workflow. */

import { StepFailedError, StepLimitError, WorkflowError } from "./errors.js";
import { type NoResponse, noResponse, type Step } from "./run.js";

/** The results of a workflow that are not failures. */
export type Succeeded<Result> = Exclude<Result, { readonly failure: StepFailedError }>;

/**
 * Waits for another workflow. Resolves with a `NoResponse` if that workflow ends in a failure, or throws a
 * `WorkflowError` other than `StepLimitError`.
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
    if (!(error instanceof WorkflowError) || error instanceof StepLimitError) throw error;
    return noResponse(error);
  }
}

/** Waits for a workflow that runs before a step is retried. Rejects with the failure of that workflow, if any. */
export async function mustSucceed(running: Promise<object>): Promise<void> {
  const result = await running;
  if ("failure" in result && result.failure instanceof StepFailedError) throw result.failure;
}
