import type { Place } from "../source/source-text.js";
import type { ApiName, WorkflowName } from "./typed.js";

/** The control flow of a workflow as its document describes it, for pictures. */
export interface FlowPlan {
  readonly place: Place;
  /** The steps of the document, then copies of the steps that run before the retry of another step. */
  readonly steps: readonly FlowStep[];
  readonly arrows: readonly FlowArrow[];
  readonly outputs: readonly FlowOutput[];
}

export interface FlowStep {
  readonly stepId: string;
  readonly description: string | undefined;
  readonly place: Place;
  readonly isReachable: boolean;
  /** The step that is retried after this copy; undefined for a step of the document. */
  readonly runsBefore: string | undefined;
  readonly call: FlowOperation | FlowWorkflow;
  /** The conditions as written in the document. */
  readonly successCriteria: readonly string[];
  readonly outputs: readonly FlowOutput[];
  /** The inputs and outputs that the step sends. */
  readonly reads: readonly FlowRead[];
}

export interface FlowOperation {
  readonly kind: "operation";
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** Undefined if the step cannot be compiled. */
  readonly api: ApiName | undefined;
  /** The function in the module of the API. */
  readonly functionName: string;
}

export interface FlowWorkflow {
  readonly kind: "workflow";
  readonly workflowId: string;
  /** Undefined for an unknown workflow. */
  readonly workflow: WorkflowName | undefined;
}

export interface FlowOutput {
  readonly name: string;
  /** The runtime expression as written in the document. */
  readonly expression: string;
  readonly place: Place;
}

export interface FlowRead {
  /** The step whose output it is; undefined for an input of the workflow. */
  readonly stepId: string | undefined;
  readonly name: string;
}

/** A transition from a step to another step or to an end. */
export interface FlowArrow {
  /** The index of a step. */
  readonly from: number;
  readonly when: "success" | "failure";
  /** The name of the action; undefined for the transition if no action applies. */
  readonly action: string | undefined;
  /** The conditions of the action as written in the document. */
  readonly criteria: readonly string[];
  readonly place: Place;
  readonly target: FlowTarget;
  /** Set if the transition is taken at most `limit` times, each time after a pause of `after` seconds. */
  readonly limits: { readonly after: number; readonly limit: number } | undefined;
  /** The workflow that runs before the step is retried. */
  readonly first: FlowWorkflow | undefined;
}

export type FlowTarget =
  | { readonly kind: "step"; readonly index: number }
  | {
      readonly kind: "end";
      readonly outcome: string;
      /** The workflow that runs last. */
      readonly workflow: FlowWorkflow | undefined;
    };
