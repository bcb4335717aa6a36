/** The running of a workflow as a step of another one. */

import { StepFailedError, StepLimitError, WorkflowError } from "./errors.js";
import { type NoResponse, noResponse, type Run } from "./run.js";

/** The results of a workflow that are no failure. */
export type Succeeded<Result> = Exclude<Result, { readonly failure: StepFailedError }>;

/**
 * Waits for another workflow; resolves with a `NoResponse` when it ends in a failure, or with an error
 * of a step of its own.
 */
export async function callWorkflow<Result extends object>(
  run: Run,
  stepId: string,
  running: Promise<Result>,
): Promise<Succeeded<Result> | NoResponse> {
  run.historyOf(stepId).attempts += 1;
  try {
    const result = await running;
    const isFailure = "failure" in result && result.failure instanceof StepFailedError;
    // What has no failure is one of the results that are none.
    return isFailure ? noResponse(result.failure) : (result as Succeeded<Result>);
  } catch (error) {
    const isOfStep = error instanceof WorkflowError && !(error instanceof StepLimitError);
    if (!isOfStep) throw error;
    return noResponse(error);
  }
}

/** Waits for a workflow that runs before a step is tried again; rejects with its failure if it has one. */
export async function mustSucceed(running: Promise<object>): Promise<void> {
  const result = await running;
  if ("failure" in result && result.failure instanceof StepFailedError) throw result.failure;
}
