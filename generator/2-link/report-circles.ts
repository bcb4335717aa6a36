import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { child, type Located, placeOf } from "../source/located.js";
import type { LinkedWorkflow, WorkflowReference } from "./linked.js";
import { keyOf } from "./workflow-registry.js";

/** That one workflow cannot be run without another, and where it says so. */
interface Need {
  readonly by: LinkedWorkflow;
  readonly workflow: WorkflowReference;
  readonly at: Located;
}

/** Reports workflows that call, go to or depend on themselves, through others too. */
export function reportCircles(
  workflows: readonly LinkedWorkflow[],
  diagnostics: Diagnostics,
): void {
  const byKey = new Map(workflows.map((each) => [keyOf(each.reference), each]));
  const finished = new Set<string>();
  for (const workflow of workflows) visit(workflow, []);

  function visit(workflow: LinkedWorkflow, path: readonly Need[]): void {
    const start = path.findIndex(({ by }) => by === workflow);
    if (start !== -1) {
      reportCircle(path.slice(start), diagnostics);
      return;
    }
    const key = keyOf(workflow.reference);
    if (finished.has(key)) return;
    for (const need of needsOf(workflow)) {
      const next = byKey.get(keyOf(need.workflow));
      if (next) visit(next, [...path, need]);
    }
    finished.add(key);
  }
}

/** At the first need; those that lead back from there are told with it. */
function reportCircle(circle: readonly Need[], diagnostics: Diagnostics): void {
  const [first, ...others] = circle;
  if (!first) return;
  const names = circle.map(({ by }) => by.reference.workflowId);
  const workflowIds = [...names, first.by.reference.workflowId];
  const related = others.map(({ by, workflow, at }) => {
    const [needing, needed] = [by.reference, workflow].map((each) => `"${each.workflowId}"`);
    return { message: `${needing} needs ${needed}`, place: placeOf(at) };
  });
  diagnostics.report("workflow-circle", placeOf(first.at), { workflowIds }, related);
}

function needsOf(by: LinkedWorkflow): readonly Need[] {
  const need = (workflow: WorkflowReference, owner: Located, field: string): Need => ({
    by,
    workflow,
    at: child(owner, field) ?? owner,
  });
  return [
    ...by.dependsOn.map((workflow) => need(workflow, by.at, "dependsOn")),
    ...by.steps.flatMap(({ at, call, onSuccess, onFailure }) => [
      ...(call.kind === "workflow" ? [need(call.workflow, at, "workflowId")] : []),
      ...[...onSuccess, ...onFailure].flatMap((action) => {
        const { target } = action;
        const gone = target.kind === "retry" ? target.first : target;
        return gone?.kind === "workflow" ? [need(gone.workflow, action.at, "workflowId")] : [];
      }),
    ]),
  ];
}
