import type { LinkedStep, WorkflowReference } from "../../model/linked.js";
import type { Statement } from "../../model/planned.js";
import { workflowKey } from "../../model/workflow-key.js";
import type { FlowFacts } from "../flow/flow-facts.js";
import { planExpression } from "../values/plan-value.js";
import { valueScope, type WorkflowContext } from "../values/value-scope.js";

/** Plans the outputs of a step that are read. */
export function planOutputs(
  step: LinkedStep,
  facts: FlowFacts,
  context: WorkflowContext,
): readonly Statement[] {
  const scope = valueScope(context, facts, step);
  const variables = context.names.outputs.get(step.stepId) ?? new Map<string, string>();
  return [...variables].flatMap(([name, variable]): Statement[] => {
    const output = step.outputs.find((each) => each.name === name);
    const value = output && planExpression(output.expression, scope);
    return value ? [{ kind: "output", variable, value, isDeclared: false }] : [];
  });
}

/**
 * Replaces the outputs that steps took from earlier runs of a workflow.
 * @param result the variable with the result of the latest run
 */
export function planLatestOutputs(
  reference: WorkflowReference,
  result: string,
  facts: FlowFacts,
  context: WorkflowContext,
): readonly Statement[] {
  const key = workflowKey(reference);
  return context.typed.workflow.steps.flatMap((step) => {
    const { stepId, call } = step;
    if (call.kind !== "workflow" || workflowKey(call.workflow) !== key) return [];
    const responses = new Map(context.names.responses).set(stepId, result);
    const outputs = step.outputs.filter(({ isLatest }) => isLatest);
    const names = { ...context.names, responses };
    return planOutputs({ ...step, outputs }, facts, { ...context, names });
  });
}
