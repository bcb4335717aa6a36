/** Checks that the steps which a step depends on have succeeded. */

import type { Step } from "./run.js";
import { PrerequisiteError } from "./step-errors.js";

/** The steps that have succeeded in a run, and that other steps depend on. */
const succeeded = new WeakMap<Step["run"], Set<string>>();

export function noteSuccess({ run, stepId }: Step): void {
  succeeded.set(run, (succeeded.get(run) ?? new Set()).add(stepId));
}

/** @throws PrerequisiteError if one of the steps has not succeeded in this run */
export function assertSucceeded(step: Step, ...prerequisites: readonly string[]): void {
  const steps = succeeded.get(step.run);
  for (const prerequisite of prerequisites) {
    if (!steps?.has(prerequisite)) throw new PrerequisiteError({ ...step, prerequisite });
  }
}
