import type { LinkedStep, LinkedWorkflow, WorkflowReference } from "../../model/linked.js";
import { type Located, placeOf, textAt } from "../../source/located.js";
import { FieldReader, reportDuplicates } from "../documents/read-fields.js";
import { linkOutputs } from "./link-outputs.js";
import { linkStep } from "./link-step.js";
import type { DocumentScope, FoundWorkflow, WorkflowScope } from "./scope.js";

const workflowFields = [
  "workflowId",
  "summary",
  "description",
  "inputs",
  "dependsOn",
  "steps",
  "successActions",
  "failureActions",
  "outputs",
  "parameters",
];

/** Reads a Workflow Object; what it calls or depends on is reached from then on. */
export function linkWorkflow(
  { reference, at }: FoundWorkflow,
  document: DocumentScope,
): LinkedWorkflow {
  const { diagnostics } = document;
  const fields = new FieldReader(at, "the workflow", diagnostics);
  fields.allow(workflowFields);
  const steps = fields.requiredObjects("steps");
  reportDuplicates(steps, "stepId", diagnostics);
  const dependsOn: WorkflowReference[] = fields.texts("dependsOn").flatMap((name) => {
    const found = document.workflows.find(String(name.value), document.arazzo, placeOf(name));
    return found?.reference ?? [];
  });
  const inputs = fields.object("inputs");
  if (inputs) document.resolve(inputs);
  const impliedOutputs: WorkflowScope["impliedOutputs"] = new Map();
  const stepIndexes = indexSteps(steps);
  const workflow = { workflow: reference, at, steps, stepIndexes };
  const scope = { ...document, ...workflow, dependsOn, impliedOutputs };
  const linkedSteps = steps.map((step, index) => linkStep(step, index, scope));
  const end = { ...scope, step: undefined, isAnswered: false };
  const outputs = linkOutputs(at, end);
  return {
    reference,
    isEntry: document.arazzo.isEntry,
    at,
    summary: fields.text("summary"),
    description: fields.text("description"),
    inputs,
    dependsOn,
    steps: linkedSteps.map(({ step }, index) => withImplied(step, index, scope)),
    outputs,
    isFlowKnown: linkedSteps.every(({ isFlowKnown }) => isFlowKnown),
  };
}

function indexSteps(steps: readonly Located[]): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    const stepId = textAt(step, "stepId");
    if (stepId !== undefined && !indexes.has(stepId)) indexes.set(stepId, index);
  }
  return indexes;
}

function withImplied(
  step: LinkedStep,
  index: number,
  { impliedOutputs }: WorkflowScope,
): LinkedStep {
  const implied = impliedOutputs.get(index);
  return implied ? { ...step, outputs: [...step.outputs, ...implied.values()] } : step;
}
