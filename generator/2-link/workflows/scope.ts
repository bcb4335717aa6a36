import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LinkedOutput, WorkflowReference } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type { LoadedArazzo } from "../../model/loaded.js";
import type { Located } from "../../source/located.js";
import type { ApiRegistry } from "../apis/api-registry.js";
import type { Resolve } from "../apis/read-operations.js";
import type { WorkflowRegistry } from "./workflow-registry.js";

/** What the names in an Arazzo document can mean. */
export interface DocumentScope {
  readonly arazzo: LoadedArazzo;
  readonly apis: ApiRegistry;
  readonly workflows: WorkflowRegistry;
  readonly resolve: Resolve;
  readonly diagnostics: Diagnostics;
}

/** What the names in a workflow can mean. */
export interface WorkflowScope extends DocumentScope {
  readonly workflow: WorkflowReference;
  readonly at: Located;
  readonly steps: readonly Located[];
  /** In the order of the document; of several steps of a `stepId`, which are reported, the first. */
  readonly stepIndexes: ReadonlyMap<string, number>;
  /** Grows by the workflows that expressions read without being declared. */
  readonly dependsOn: WorkflowReference[];
  /** Outputs of called workflows that expressions read as those of a step, by the step's index. */
  readonly impliedOutputs: Map<number, Map<string, LinkedOutput>>;
}

/** What the expressions at one place can mean. */
export interface Scope extends WorkflowScope {
  /** Undefined at the outputs of the workflow. */
  readonly step: StepScope | undefined;
  /** Whether the step's request has been answered: by then there are `$response` and `$request`. */
  readonly isAnswered: boolean;
  /** The names that have led here, such as `$outputs.a`: to follow one again would be a circle. */
  readonly followed?: readonly string[];
}

export interface StepScope {
  readonly at: Located;
  readonly index: number;
  readonly target:
    | {
        readonly kind: "operation";
        readonly operation: LinkedOperation;
        /** The parameters that the step gives. */
        readonly given: readonly Located[];
      }
    | { readonly kind: "workflow"; readonly workflow: FoundWorkflow }
    /** It was reported; the rest of the step is read all the same, for what else is wrong there. */
    | { readonly kind: "not-found" };
}

/** A Workflow Object and its name. */
export interface FoundWorkflow {
  readonly reference: WorkflowReference;
  readonly at: Located;
}
