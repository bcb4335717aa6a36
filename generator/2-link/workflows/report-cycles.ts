import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LinkedWorkflow, WorkflowReference } from "../../model/linked.js";
import { workflowKey } from "../../model/workflow-key.js";
import { child, type Located, placeOf } from "../../source/located.js";

/** That a workflow runs, goes to or depends on another, with the position in the document. */
interface WorkflowDependency {
  readonly by: LinkedWorkflow;
  readonly workflow: WorkflowReference;
  readonly at: Located;
}

/**
 * Reports cycles with a `dependsOn`, in which no workflow can start, and cycles in which workflows run
 * each other before they send a request. Other cycles are allowed.
 */
export function reportCycles(workflows: readonly LinkedWorkflow[], diagnostics: Diagnostics): void {
  const byKey = new Map(workflows.map((each) => [workflowKey(each.reference), each]));
  const find = (reference: WorkflowReference) => byKey.get(workflowKey(reference));
  const dependencies = new Map(workflows.map((each) => [each, dependenciesOf(each)]));
  const all = new Map(
    workflows.map((each) => [each, [...(dependencies.get(each) ?? []), ...runsOf(each)]]),
  );
  const first = new Map(workflows.map((each) => [each, firstRunOf(each)]));
  report("workflow-circle", dependencies, all);
  report("workflow-endless", first, first);

  /** Reports each cycle that contains one of the `starts` once. */
  function report(
    code: "workflow-circle" | "workflow-endless",
    starts: Dependencies,
    all: Dependencies,
  ): void {
    const reported = new Set<WorkflowDependency>();
    for (const start of [...starts.values()].flat()) {
      const cycle = reported.has(start) ? undefined : leadBack(start, all, find);
      if (!cycle) continue;
      for (const each of cycle) reported.add(each);
      reportCycle(code, cycle, diagnostics);
    }
  }
}

type Dependencies = ReadonlyMap<LinkedWorkflow, readonly WorkflowDependency[]>;

/** The shortest path from a dependency back to the workflow that has it. */
function leadBack(
  start: WorkflowDependency,
  all: Dependencies,
  find: (reference: WorkflowReference) => LinkedWorkflow | undefined,
): readonly WorkflowDependency[] | undefined {
  const reachedBy = new Map([[find(start.workflow), start]]);
  for (const [reached] of reachedBy) {
    if (reached === start.by) break;
    for (const dependency of (reached && all.get(reached)) ?? []) {
      const next = find(dependency.workflow);
      if (!reachedBy.has(next)) reachedBy.set(next, dependency);
    }
  }
  const cycle: WorkflowDependency[] = [];
  for (
    let dependency = reachedBy.get(start.by);
    dependency;
    dependency = reachedBy.get(dependency.by)
  ) {
    cycle.unshift(dependency);
    if (dependency === start) return cycle;
  }
  return undefined;
}

/** Reports at the first dependency; the others are related places. */
function reportCycle(
  code: "workflow-circle" | "workflow-endless",
  cycle: readonly WorkflowDependency[],
  diagnostics: Diagnostics,
): void {
  const [first, ...others] = cycle;
  if (!first) return;
  const names = cycle.map(({ by }) => by.reference.workflowId);
  const workflowIds = [...names, first.by.reference.workflowId];
  const related = others.map(({ by, workflow, at }) => {
    const [needing, needed] = [by.reference, workflow].map((each) => `"${each.workflowId}"`);
    return { message: `${needing} needs ${needed}`, place: placeOf(at) };
  });
  diagnostics.report(code, placeOf(first.at), { workflowIds }, related);
}

function dependenciesOf(by: LinkedWorkflow): readonly WorkflowDependency[] {
  const at = child(by.at, "dependsOn") ?? by.at;
  return by.dependsOn.map((workflow) => ({ by, workflow, at }));
}

function runsOf(by: LinkedWorkflow): readonly WorkflowDependency[] {
  return by.steps.flatMap((step) => [
    ...runsFrom(step, by),
    ...[...step.onSuccess, ...step.onFailure].flatMap(({ target, at }) => {
      const gone = target.kind === "retry" ? target.first : target;
      return gone?.kind === "workflow" ? [dependency(by, gone.workflow, at)] : [];
    }),
  ]);
}

/** What a workflow runs in its first step. */
function firstRunOf(by: LinkedWorkflow): readonly WorkflowDependency[] {
  return by.steps.slice(0, 1).flatMap((step) => runsFrom(step, by));
}

function runsFrom({ call, at }: LinkedWorkflow["steps"][number], by: LinkedWorkflow) {
  return call.kind === "workflow" ? [dependency(by, call.workflow, at)] : [];
}

function dependency(
  by: LinkedWorkflow,
  workflow: WorkflowReference,
  owner: Located,
): WorkflowDependency {
  return { by, workflow, at: child(owner, "workflowId") ?? owner };
}
