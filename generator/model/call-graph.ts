import { workflowOf } from "./actions.js";
import type { LinkedWorkflow, WorkflowReference } from "./linked.js";
import { workflowKey } from "./workflow-key.js";

/** The workflows that a workflow runs, goes to, or depends on. */
export function calledWorkflows(workflow: LinkedWorkflow): readonly WorkflowReference[] {
  return [...workflow.dependsOn, ...workflowsRun(workflow)];
}

/** The workflows that a workflow runs or goes to. */
export function workflowsRun({ steps }: LinkedWorkflow): readonly WorkflowReference[] {
  return steps.flatMap(({ call, onSuccess, onFailure }) => [
    ...(call.kind === "workflow" ? [call.workflow] : []),
    ...[...onSuccess, ...onFailure].flatMap((action) => workflowOf(action)?.workflow ?? []),
  ]);
}

/** Workflows that call each other in a cycle, or a single workflow. */
export interface CallGroup {
  readonly workflows: readonly LinkedWorkflow[];
  /** True if a workflow of the group can run itself, directly or indirectly. */
  readonly isCyclic: boolean;
}

/**
 * Each group comes after the groups that it calls.
 * @see R. Tarjan, Depth-First Search and Linear Graph Algorithms (1972)
 */
export function groupByCalls(workflows: readonly LinkedWorkflow[]): readonly CallGroup[] {
  const byKey = new Map(workflows.map((workflow) => [workflowKey(workflow.reference), workflow]));
  const groups: CallGroup[] = [];
  const indexes = new Map<LinkedWorkflow, number>();
  const open: LinkedWorkflow[] = [];
  const closed = new Set<LinkedWorkflow>();
  for (const workflow of workflows) if (!indexes.has(workflow)) visit(workflow);
  return groups;

  /** Returns the lowest index of an open workflow that this workflow leads back to. */
  function visit(workflow: LinkedWorkflow): number {
    const index = indexes.size;
    indexes.set(workflow, index);
    const position = open.push(workflow) - 1;
    const called = calledWorkflows(workflow).flatMap((each) => byKey.get(workflowKey(each)) ?? []);
    let first = index;
    for (const each of called) {
      const reached = indexes.get(each);
      if (reached === undefined) first = Math.min(first, visit(each));
      else if (!closed.has(each)) first = Math.min(first, reached);
    }
    if (first === index) {
      const group = open.splice(position);
      for (const each of group) closed.add(each);
      const isCyclic = group.length > 1 || called.includes(workflow);
      groups.push({ workflows: group.reverse(), isCyclic });
    }
    return first;
  }
}

/** A group calls only itself and groups of earlier levels. */
export function levelsOf(groups: readonly CallGroup[]): readonly (readonly CallGroup[])[] {
  const levels: CallGroup[][] = [];
  const levelOf = new Map<string, number>();
  for (const group of groups) {
    const called = group.workflows.flatMap(calledWorkflows).map(workflowKey);
    const level = Math.max(0, ...called.map((key) => (levelOf.get(key) ?? -1) + 1));
    for (const { reference } of group.workflows) levelOf.set(workflowKey(reference), level);
    if (!levels[level]?.push(group)) levels[level] = [group];
  }
  return levels;
}
