import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Expression, Resolve } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type { LoadedArazzo, LoadedSource } from "../../model/loaded.js";
import type { Located } from "../../source/located.js";
import type { ApiRegistry } from "../apis/api-registry.js";
import type { GivenParameter } from "../documents/collect-parameters.js";
import type { FoundWorkflow, WorkflowRegistry } from "./workflow-registry.js";

export interface DocumentScope {
  readonly arazzo: LoadedArazzo;
  readonly apis: ApiRegistry;
  readonly workflows: WorkflowRegistry;
  readonly resolve: Resolve;
  /** `linkSelector`, which the resolvers of expressions cannot import without a cycle of modules. */
  readonly linkSelector: (at: Located, scope: Scope) => Expression;
  readonly diagnostics: Diagnostics;
}

export interface WorkflowScope extends DocumentScope {
  readonly workflow: FoundWorkflow;
  readonly steps: readonly StepScope[];
  /** In the order of the document. If several steps have the same `stepId`, which is an error, the first counts. */
  readonly stepIndexes: ReadonlyMap<string, number>;
  /** The declared dependencies. */
  readonly dependsOn: readonly FoundWorkflow[];
  /** The `workflowId` of each workflow that an action runs. A workflow of another document may have the same name. */
  readonly runByActions: ReadonlySet<string>;
}

/** The scope of an expression. */
export interface Scope extends WorkflowScope {
  /** Undefined for the outputs of the workflow. */
  readonly step: StepScope | undefined;
  /** True if the step has its response, so that `$response` and `$request` have values. */
  readonly isAnswered: boolean;
  /** The names that were followed to this expression, such as `$outputs.a`; a repeated name is a cycle. */
  readonly followed?: readonly string[];
}

export interface StepScope {
  readonly stepId: string;
  readonly at: Located;
  readonly index: number;
  /** The parameters of the step and of its workflow. */
  readonly given: readonly GivenParameter[];
  readonly target: StepCallee;
}

export type StepCallee =
  | {
      readonly kind: "operation";
      readonly source: LoadedSource;
      readonly operation: LinkedOperation;
    }
  | { readonly kind: "workflow"; readonly workflow: FoundWorkflow }
  /** The error has been reported. The rest of the step is linked to report its other errors. */
  | { readonly kind: "not-found" };
