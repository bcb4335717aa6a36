import type { ActionTarget, LinkedWorkflow, WorkflowReference } from "../2-link/linked.js";
import { workflowKey } from "../source/workflow-key.js";

/** The workflows that a workflow runs, goes to, or depends on. */
export function calledWorkflows(workflow: LinkedWorkflow): readonly WorkflowReference[] {
  return [...workflow.dependsOn, ...workflowsRun(workflow)];
}

/** The workflows that a workflow runs or goes to. */
export function workflowsRun({ steps }: LinkedWorkflow): readonly WorkflowReference[] {
  return steps.flatMap(({ call, onSuccess, onFailure }) => [
    ...(call.kind === "workflow" ? [call.workflow] : []),
    ...[...onSuccess, ...onFailure].flatMap(({ target }) => workflowsOf(target)),
  ]);
}

function workflowsOf(target: ActionTarget): readonly WorkflowReference[] {
  if (target.kind === "workflow") return [target.workflow];
  return target.kind === "retry" && target.first ? workflowsOf(target.first) : [];
}

/** The workflows in an order in which each comes after those that it calls. */
export function calledFirst(workflows: readonly LinkedWorkflow[]): readonly LinkedWorkflow[] {
  const byKey = new Map(workflows.map((workflow) => [workflowKey(workflow.reference), workflow]));
  const ordered = new Set<LinkedWorkflow>();
  const visiting = new Set<LinkedWorkflow>();
  const visit = (workflow: LinkedWorkflow): void => {
    if (visiting.has(workflow)) return;
    visiting.add(workflow);
    for (const reference of calledWorkflows(workflow)) {
      const called = byKey.get(workflowKey(reference));
      if (called) visit(called);
    }
    ordered.add(workflow);
  };
  for (const workflow of workflows) visit(workflow);
  return [...ordered];
}
