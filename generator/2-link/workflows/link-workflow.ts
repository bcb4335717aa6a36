import type { LinkedStep, LinkedWorkflow, WorkflowReference } from "../../model/linked.js";
import { workflowKey } from "../../model/workflow-key.js";
import {
  child,
  entriesOf,
  itemsOf,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../../source/located.js";
import { FieldReader, reportDuplicates } from "../documents/read-fields.js";
import { addImpliedOutputs, undeclaredDependencies } from "./add-implied.js";
import { linkOutputs } from "./link-outputs.js";
import { findStep, linkStep } from "./link-step.js";
import { orderSteps } from "./order-steps.js";
import type { DocumentScope, WorkflowScope } from "./scope.js";
import type { FoundWorkflow } from "./workflow-registry.js";

const workflowFields = [
  ...["workflowId", "summary", "description", "inputs", "dependsOn", "steps"],
  ...["successActions", "failureActions", "outputs", "parameters"],
];

/** Finds the dependencies of a workflow and the targets of its steps, then links its expressions. */
export function linkWorkflow(workflow: FoundWorkflow, document: DocumentScope): LinkedWorkflow {
  const { at, reference } = workflow;
  const { diagnostics, resolve, workflows, arazzo } = document;
  const fields = new FieldReader(at, "the workflow", diagnostics);
  fields.allow(workflowFields);
  const stepsAt = fields.requiredObjects("steps");
  reportDuplicates(stepsAt, "stepId", diagnostics);
  const dependsOn = fields
    .texts("dependsOn")
    .flatMap((name) => workflows.find(String(name.value), arazzo, placeOf(name)) ?? []);
  const inputs = fields.object("inputs");
  if (inputs) resolve(inputs);
  const steps = stepsAt.map((step, index) => findStep(step, index, workflow, document));
  const scope: WorkflowScope = {
    ...document,
    workflow,
    steps,
    stepIndexes: indexSteps(stepsAt),
    dependsOn,
    runByActions: idsInActions([at, child(rootOf(at.document), "components"), ...stepsAt]),
  };
  const linked = steps.map((step) => linkStep(step, scope));
  const outputs = linkOutputs(at, { ...scope, step: undefined, isAnswered: false });
  const completed = addImpliedOutputs(
    linked.map(({ step }) => step),
    outputs,
  );
  const ordered = orderSteps(completed, diagnostics);
  const declared = declaredDependencies(dependsOn, ordered.steps);
  const undeclared = undeclaredDependencies(completed, outputs, declared, document);
  return {
    reference,
    isEntry: arazzo.isEntry,
    at,
    summary: fields.text("summary"),
    description: fields.text("description"),
    inputs,
    dependsOn: [...declared, ...undeclared],
    steps: ordered.steps,
    outputs,
    isFlowKnown: linked.every(({ isFlowKnown }) => isFlowKnown) && !ordered.hasCycle,
  };
}

/** The workflows in `dependsOn` of the workflow, and those whose steps are in `dependsOn` of its steps, each once. */
function declaredDependencies(
  dependsOn: readonly FoundWorkflow[],
  steps: readonly LinkedStep[],
): readonly WorkflowReference[] {
  const ofSteps = steps.flatMap((step) => step.dependsOn.flatMap((each) => each.workflow ?? []));
  const all = [...dependsOn.map((each) => each.reference), ...ofSteps];
  return [...new Map(all.map((each) => [workflowKey(each), each])).values()];
}

function idsInActions(owners: readonly (Located | undefined)[]): ReadonlySet<string> {
  const actions = owners.flatMap((owner) =>
    ["onFailure", "failureActions"].flatMap((key) => {
      const list = child(owner, key);
      return [...itemsOf(list), ...entriesOf(list).map(([, each]) => each)];
    }),
  );
  const ids = actions.flatMap((action) => textAt(action, "workflowId") ?? []);
  return new Set(ids.map((id) => id.replace(/^\$sourceDescriptions\.[^.]*\./, "")));
}

function indexSteps(steps: readonly Located[]): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    const stepId = textAt(step, "stepId");
    if (stepId !== undefined && !indexes.has(stepId)) indexes.set(stepId, index);
  }
  return indexes;
}
