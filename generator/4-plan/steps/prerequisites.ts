import type { LinkedStep } from "../../model/linked.js";
import { prerequisitesOf } from "../../model/step-prerequisites.js";
import { child, placeOf } from "../../source/located.js";
import type { FlowFacts, NodeFacts } from "../flow/flow-facts.js";
import type { FlowEdge } from "../flow/flow-graph.js";
import type { WorkflowContext } from "../values/value-scope.js";

/** The declared prerequisites of a step that some path to it, but not every path, has met. */
export function uncertainPrerequisites(
  step: LinkedStep,
  { hasRun, mayHaveRun }: FlowFacts,
): readonly string[] {
  return declaredBy(step)
    .map(({ stepId }) => stepId)
    .filter((stepId) => mayHaveRun.has(stepId) && !hasRun.has(stepId));
}

/** The steps whose success must be noted, because another step checks for it. */
export function notedSteps(
  facts: readonly NodeFacts[],
  { graph: { nodes, reachable } }: WorkflowContext,
): ReadonlySet<string> {
  const needed = nodes.flatMap(({ step }, node) => {
    const known = facts[node];
    return known && reachable.has(node) ? uncertainPrerequisites(step, known.before) : [];
  });
  return new Set(needed);
}

/** Reports prerequisites that no path meets, and actions that lead past a prerequisite. */
export function reportPrerequisites(
  facts: readonly NodeFacts[],
  { graph: { nodes, edges, reachable }, typed, diagnostics }: WorkflowContext,
): void {
  if (!typed.workflow.isFlowKnown) return;
  const leading = (to: number) =>
    edges.filter((edge) => edge.to === to && reachable.has(edge.from));
  for (const [node, { step }] of nodes.entries()) {
    const before = facts[node]?.before;
    if (!before || !reachable.has(node)) continue;
    const { stepId } = step;
    for (const { stepId: dependency, place } of declaredBy(step)) {
      if (!before.mayHaveRun.has(dependency)) {
        diagnostics.report("dependency-never-met", place, { stepId, dependency });
        continue;
      }
      if (before.hasRun.has(dependency)) continue;
      for (const { from, action } of leading(node)) {
        const leaving = leavingBy({ from, action }, facts);
        if (!action || !leaving || leaving.mayHaveRun.has(dependency)) continue;
        const at = placeOf(child(action.at, "name") ?? action.at);
        diagnostics.report("dependency-skipped", at, { action: action.name, stepId, dependency });
      }
    }
  }
}

function leavingBy(
  { from, action }: Pick<FlowEdge, "from" | "action">,
  facts: readonly NodeFacts[],
): FlowFacts | undefined {
  return action && facts[from]?.actions.get(action)?.applied;
}

function declaredBy(step: LinkedStep) {
  return prerequisitesOf(step).filter(({ isDeclared }) => isDeclared);
}
