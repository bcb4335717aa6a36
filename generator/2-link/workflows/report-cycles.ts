import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LinkedStep, LinkedWorkflow, WorkflowReference } from "../../model/linked.js";
import { workflowKey } from "../../model/workflow-key.js";
import { addToList } from "../../source/add-to-list.js";
import { child, type Located, placeOf } from "../../source/located.js";

/** One workflow runs, goes to or depends on another workflow. */
interface WorkflowDependency {
  readonly by: WorkflowReference;
  readonly on: WorkflowReference;
  readonly at: Located;
}

/**
 * Reports cycles with a `dependsOn`, in which no workflow can start, and cycles in which workflows run
 * each other before they send a request. Other cycles are allowed.
 */
export function reportCycles(workflows: readonly LinkedWorkflow[], diagnostics: Diagnostics): void {
  const declared = workflows.flatMap(({ reference, at, dependsOn }) =>
    dependsOn.map((on) => ({ by: reference, on, at: child(at, "dependsOn") ?? at })),
  );
  const runs = workflows.flatMap(({ reference, steps }) =>
    steps.flatMap((step) => [...runsOf(step, reference), ...transfersOf(step, reference)]),
  );
  const firstRuns = workflows.flatMap(({ reference, steps: [first] }) =>
    first ? runsOf(first, reference) : [],
  );
  reportThrough("workflow-circle", declared, [...declared, ...runs], diagnostics);
  reportThrough("workflow-endless", firstRuns, firstRuns, diagnostics);
}

function runsOf({ call, at }: LinkedStep, by: WorkflowReference): readonly WorkflowDependency[] {
  if (call.kind !== "workflow") return [];
  return [{ by, on: call.workflow, at: child(at, "workflowId") ?? at }];
}

function transfersOf(step: LinkedStep, by: WorkflowReference): readonly WorkflowDependency[] {
  return [...step.onSuccess, ...step.onFailure].flatMap(({ target, at }) => {
    const next = target.kind === "retry" ? target.first : target;
    if (next?.kind !== "workflow") return [];
    return [{ by, on: next.workflow, at: child(at, "workflowId") ?? at }];
  });
}

/** Reports each cycle that contains one of the `starts` once. */
function reportThrough(
  code: "workflow-circle" | "workflow-endless",
  starts: readonly WorkflowDependency[],
  all: readonly WorkflowDependency[],
  diagnostics: Diagnostics,
): void {
  const byWorkflow = new Map<string, WorkflowDependency[]>();
  for (const each of all) addToList(byWorkflow, workflowKey(each.by), each);
  const reported = new Set<WorkflowDependency>();
  for (const start of starts) {
    const cycle = reported.has(start) ? [] : findCycle(start, byWorkflow);
    for (const each of cycle) reported.add(each);
    const [first, ...others] = cycle;
    if (!first) continue;
    const workflowIds = [...cycle.map(({ by }) => by.workflowId), first.by.workflowId];
    const related = others.map(({ by, on, at }) => {
      const message = `"${by.workflowId}" needs "${on.workflowId}"`;
      return { message, place: placeOf(at) };
    });
    diagnostics.report(code, placeOf(first.at), { workflowIds }, related);
  }
}

/** The shortest cycle that starts with a dependency; empty if there is none. */
function findCycle(
  start: WorkflowDependency,
  byWorkflow: ReadonlyMap<string, readonly WorkflowDependency[]>,
): readonly WorkflowDependency[] {
  const end = workflowKey(start.by);
  const reachedBy = new Map([[workflowKey(start.on), start]]);
  for (const [reached] of reachedBy) {
    if (reached === end) break;
    for (const each of byWorkflow.get(reached) ?? []) {
      const key = workflowKey(each.on);
      if (!reachedBy.has(key)) reachedBy.set(key, each);
    }
  }
  const cycle: WorkflowDependency[] = [];
  for (let last = reachedBy.get(end); last; last = reachedBy.get(workflowKey(last.by))) {
    cycle.unshift(last);
    if (last === start) return cycle;
  }
  return [];
}
