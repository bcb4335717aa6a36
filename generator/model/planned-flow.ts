import type { Place } from "../source/source-text.js";
import type { ApiName, WorkflowName } from "./typed.js";

/** The control flow of a workflow in the words of its document, as pictures show it. */
export interface FlowPlan {
  /** Where the workflow stands in its document. */
  readonly place: Place;
  /** Those of the document, then those that run once more before another one is tried again. */
  readonly steps: readonly FlowStep[];
  readonly arrows: readonly FlowArrow[];
  /** The outputs of the workflow. */
  readonly outputs: readonly FlowOutput[];
}

export interface FlowStep {
  readonly stepId: string;
  readonly description: string | undefined;
  readonly place: Place;
  /** Whether some path leads to it. */
  readonly isReachable: boolean;
  /** The step that is tried again after this one has run for it. */
  readonly runsBefore: string | undefined;
  readonly call: FlowOperation | FlowWorkflow;
  /** The conditions as they are written. */
  readonly successCriteria: readonly string[];
  readonly outputs: readonly FlowOutput[];
  /** What it sends that the inputs and other steps have given. */
  readonly reads: readonly FlowRead[];
}

export interface FlowOperation {
  readonly kind: "operation";
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly api: ApiName;
  /** That of the operation's module. */
  readonly functionName: string;
}

export interface FlowWorkflow {
  readonly kind: "workflow";
  readonly workflowId: string;
  /** Undefined if it is not known. */
  readonly workflow: WorkflowName | undefined;
}

export interface FlowOutput {
  readonly name: string;
  /** The runtime expression, as it is written. */
  readonly expression: string;
  readonly place: Place;
}

export interface FlowRead {
  /** The step whose output it is; undefined for an input of the workflow. */
  readonly stepId: string | undefined;
  readonly name: string;
}

/** A way on from a step. */
export interface FlowArrow {
  /** An index of the steps. */
  readonly from: number;
  /** What the step must have done. */
  readonly when: "success" | "failure";
  /** The name of its action; undefined for what happens if none applies. */
  readonly action: string | undefined;
  /** The conditions of the action, as they are written. */
  readonly criteria: readonly string[];
  readonly place: Place;
  readonly target: FlowTarget;
  /** Given where the way is taken only so often, after a pause of so many seconds. */
  readonly limits: { readonly after: number; readonly limit: number } | undefined;
  /** The workflow that runs before the step is tried again. */
  readonly first: FlowWorkflow | undefined;
}

export type FlowTarget =
  | { readonly kind: "step"; readonly index: number }
  | {
      readonly kind: "end";
      readonly outcome: string;
      /** The workflow that the end goes to. */
      readonly workflow: FlowWorkflow | undefined;
    };
