import type { NeededInputs, Outcome } from "../../model/planned.js";
import type { ApiName, WorkflowName } from "../../model/typed.js";

/** A workflow that other workflows can run. */
export interface CallableWorkflow extends WorkflowName {
  readonly apis: readonly ApiName[];
  /** Whether it takes the results of other workflows. */
  readonly isDependent: boolean;
  readonly mayFail: boolean;
  /** Undefined until the workflows of a cycle have been planned once. */
  readonly outcomes: readonly Outcome[] | undefined;
  readonly neededInputs: NeededInputs;
  /** The inputs that the workflow declares. */
  readonly inputs: readonly { readonly name: string; readonly isOptional: boolean }[];
}
