import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Expression, LinkedStep } from "../../model/linked.js";
import type { TypedExpression, TypedWorkflow } from "../../model/typed.js";
import type { FlowFacts } from "../flow/flow-facts.js";
import type { FlowGraph } from "../flow/flow-graph.js";
import type { LocalNames } from "../variables/choose-local-names.js";
import type { CallableWorkflow } from "./callable-workflow.js";

/** The data from which a workflow is planned. */
export interface WorkflowContext {
  readonly typed: TypedWorkflow;
  readonly graph: FlowGraph;
  readonly names: LocalNames;
  /** The workflows that this workflow can run, by `workflowKey`. */
  readonly workflowNames: ReadonlyMap<string, CallableWorkflow>;
  readonly diagnostics: Diagnostics;
}

/** The data from which values at one point of a workflow are planned. */
export interface ValueScope extends WorkflowContext {
  readonly facts: FlowFacts;
  /** The step that the values belong to, whose response `$response` refers to. */
  readonly step: LinkedStep | undefined;
  /** The expressions that an assertion has found to be present. */
  readonly asserted: ReadonlySet<string>;
}

export function valueScope(
  context: WorkflowContext,
  facts: FlowFacts,
  step: LinkedStep | undefined,
): ValueScope {
  return { ...context, facts, step, asserted: new Set() };
}

export function typeOf(expression: Expression, { typed }: ValueScope): TypedExpression | undefined {
  return typed.expressions.get(expression);
}
