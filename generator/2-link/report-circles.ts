import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { placeOf } from "../source/located.js";
import type { LinkedWorkflow, WorkflowReference } from "./linked.js";
import { keyOf } from "./workflow-registry.js";

/** Reports workflows that call, go to or depend on themselves, through others too. */
export function reportCircles(
  workflows: readonly LinkedWorkflow[],
  diagnostics: Diagnostics,
): void {
  const byKey = new Map(workflows.map((each) => [keyOf(each.reference), each]));
  const finished = new Set<string>();
  for (const workflow of workflows) visit(workflow, []);

  function visit(workflow: LinkedWorkflow, path: readonly LinkedWorkflow[]): void {
    const start = path.indexOf(workflow);
    if (start !== -1) {
      reportCircle([...path.slice(start), workflow]);
      return;
    }
    const key = keyOf(workflow.reference);
    if (finished.has(key)) return;
    for (const reference of neededBy(workflow)) {
      const next = byKey.get(keyOf(reference));
      if (next) visit(next, [...path, workflow]);
    }
    finished.add(key);
  }

  function reportCircle(circle: readonly LinkedWorkflow[]): void {
    const [first, second] = circle;
    if (!first || !second) return;
    const workflowIds = circle.map(({ reference }) => reference.workflowId);
    const related = circle.slice(1, -1).map(({ at, reference }) => ({
      message: `${JSON.stringify(reference.workflowId)} is`,
      place: placeOf(at),
    }));
    diagnostics.report("workflow-circle", placeOf(first.at), { workflowIds }, related);
  }
}

/** The workflows without which one cannot be run. */
function neededBy({ steps, dependsOn }: LinkedWorkflow): readonly WorkflowReference[] {
  return [
    ...dependsOn,
    ...steps.flatMap(({ call, onSuccess, onFailure }) => [
      ...(call.kind === "workflow" ? [call.workflow] : []),
      ...[...onSuccess, ...onFailure].flatMap(({ target }) => {
        if (target.kind === "workflow") return [target.workflow];
        return target.kind === "retry" && target.first?.kind === "workflow"
          ? [target.first.workflow]
          : [];
      }),
    ]),
  ];
}
