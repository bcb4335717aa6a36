import type { Located } from "../source/located.js";

export interface WorkflowReference {
  /** The absolute path of the document. */
  readonly document: string;
  readonly workflowId: string;
}

export interface StepDependency {
  readonly stepId: string;
  /** The workflow of the step; undefined for a step of the same workflow. */
  readonly workflow: WorkflowReference | undefined;
  readonly at: Located;
}
