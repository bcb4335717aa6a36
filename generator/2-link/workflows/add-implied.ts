import { expressionsInStep, withInner } from "../../model/expressions-in.js";
import type {
  Expression,
  LinkedOutput,
  LinkedStep,
  WorkflowReference,
} from "../../model/linked.js";
import { workflowKey } from "../../model/workflow-key.js";
import { qualify } from "../apis/qualified-name.js";
import type { DocumentScope } from "./scope.js";

/** Adds the undeclared outputs that expressions of the workflow read to the steps. */
export function addImpliedOutputs(
  steps: readonly LinkedStep[],
  outputs: readonly LinkedOutput[],
): readonly LinkedStep[] {
  const implied = new Map<string, Map<string, LinkedOutput>>();
  const collect = (expression: Expression) => {
    if (expression.kind !== "step-output" || !expression.implied) return;
    const { stepId, implied: output } = expression;
    implied.set(stepId, (implied.get(stepId) ?? new Map()).set(output.name, output));
    withInner(output.expression).forEach(collect);
  };
  for (const expression of expressionsIn(steps, outputs)) collect(expression);
  return steps.map((step) => {
    const added = implied.get(step.stepId);
    return added ? { ...step, outputs: [...step.outputs, ...added.values()] } : step;
  });
}

/** Reports and returns the workflows that expressions read without a declared dependency. */
export function undeclaredDependencies(
  steps: readonly LinkedStep[],
  outputs: readonly LinkedOutput[],
  declared: readonly WorkflowReference[],
  { arazzo, diagnostics }: DocumentScope,
): readonly WorkflowReference[] {
  const known = new Map(declared.map((each) => [workflowKey(each), each]));
  return expressionsIn(steps, outputs).flatMap((expression) => {
    if (expression.kind !== "workflow-output" && expression.kind !== "workflow-input") return [];
    const { workflow, place } = expression;
    if (known.has(workflowKey(workflow))) return [];
    known.set(workflowKey(workflow), workflow);
    const { workflowId, document } = workflow;
    const source = arazzo.workflowSources.find((each) => each.document.source.path === document);
    const name = source ? qualify(source.name, workflowId) : workflowId;
    diagnostics.report("workflow-not-awaited", place, { workflowId, name });
    return [workflow];
  });
}

function expressionsIn(
  steps: readonly LinkedStep[],
  outputs: readonly LinkedOutput[],
): readonly Expression[] {
  return [
    ...steps.flatMap(expressionsInStep),
    ...outputs.flatMap(({ expression }) => withInner(expression)),
  ];
}
