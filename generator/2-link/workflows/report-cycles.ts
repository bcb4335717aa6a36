import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LinkedWorkflow, WorkflowReference } from "../../model/linked.js";
import { child, type Located, placeOf } from "../../source/located.js";
import { keyOf } from "./workflow-registry.js";

/** That one workflow needs another, and where it says so. */
interface Need {
  readonly by: LinkedWorkflow;
  readonly workflow: WorkflowReference;
  readonly at: Located;
}

/**
 * Reports circles of workflows in which one depends on the next, and so none can start, and those that
 * run each other for ever before they send a request. What else goes round in a circle takes steps.
 */
export function reportCircles(
  workflows: readonly LinkedWorkflow[],
  diagnostics: Diagnostics,
): void {
  const byKey = new Map(workflows.map((each) => [keyOf(each.reference), each]));
  const find = (reference: WorkflowReference) => byKey.get(keyOf(reference));
  const dependencies = new Map(workflows.map((each) => [each, dependenciesOf(each)]));
  const needs = new Map(
    workflows.map((each) => [each, [...(dependencies.get(each) ?? []), ...runsOf(each)]]),
  );
  const first = new Map(workflows.map((each) => [each, firstRunOf(each)]));
  report("workflow-circle", dependencies, needs);
  report("workflow-endless", first, first);

  /** Every circle that starts with one of the `starts`, once. */
  function report(code: "workflow-circle" | "workflow-endless", starts: Needs, all: Needs): void {
    const reported = new Set<Need>();
    for (const start of [...starts.values()].flat()) {
      const circle = reported.has(start) ? undefined : leadBack(start, all, find);
      if (!circle) continue;
      for (const each of circle) reported.add(each);
      reportCircle(code, circle, diagnostics);
    }
  }
}

type Needs = ReadonlyMap<LinkedWorkflow, readonly Need[]>;

/** The shortest way from one need back to the workflow that has it. */
function leadBack(
  start: Need,
  needs: Needs,
  find: (reference: WorkflowReference) => LinkedWorkflow | undefined,
): readonly Need[] | undefined {
  const reachedBy = new Map([[find(start.workflow), start]]);
  for (const [reached] of reachedBy) {
    if (reached === start.by) break;
    for (const need of (reached && needs.get(reached)) ?? []) {
      const next = find(need.workflow);
      if (!reachedBy.has(next)) reachedBy.set(next, need);
    }
  }
  const circle: Need[] = [];
  for (let need = reachedBy.get(start.by); need; need = reachedBy.get(need.by)) {
    circle.unshift(need);
    if (need === start) return circle;
  }
  return undefined;
}

/** At the first need; those that lead back from there are told with it. */
function reportCircle(
  code: "workflow-circle" | "workflow-endless",
  circle: readonly Need[],
  diagnostics: Diagnostics,
): void {
  const [first, ...others] = circle;
  if (!first) return;
  const names = circle.map(({ by }) => by.reference.workflowId);
  const workflowIds = [...names, first.by.reference.workflowId];
  const related = others.map(({ by, workflow, at }) => {
    const [needing, needed] = [by.reference, workflow].map((each) => `"${each.workflowId}"`);
    return { message: `${needing} needs ${needed}`, place: placeOf(at) };
  });
  diagnostics.report(code, placeOf(first.at), { workflowIds }, related);
}

function dependenciesOf(by: LinkedWorkflow): readonly Need[] {
  const at = child(by.at, "dependsOn") ?? by.at;
  return by.dependsOn.map((workflow) => ({ by, workflow, at }));
}

function runsOf(by: LinkedWorkflow): readonly Need[] {
  return by.steps.flatMap((step) => [
    ...runsFrom(step, by),
    ...[...step.onSuccess, ...step.onFailure].flatMap(({ target, at }) => {
      const gone = target.kind === "retry" ? target.first : target;
      return gone?.kind === "workflow" ? [need(by, gone.workflow, at)] : [];
    }),
  ]);
}

/** What a workflow runs before anything else. */
function firstRunOf(by: LinkedWorkflow): readonly Need[] {
  return by.steps.slice(0, 1).flatMap((step) => runsFrom(step, by));
}

function runsFrom({ call, at }: LinkedWorkflow["steps"][number], by: LinkedWorkflow) {
  return call.kind === "workflow" ? [need(by, call.workflow, at)] : [];
}

function need(by: LinkedWorkflow, workflow: WorkflowReference, owner: Located): Need {
  return { by, workflow, at: child(owner, "workflowId") ?? owner };
}
