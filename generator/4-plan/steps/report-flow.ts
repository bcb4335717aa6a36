import {
  expressionsInStep,
  expressionsInTemplate,
  templatesOf,
  withInner,
} from "../../model/expressions-in.js";
import type { Expression, LinkedStep } from "../../model/linked.js";
import { child, placeOf } from "../../source/located.js";
import type { WorkflowContext } from "../values/value-scope.js";

type FlowContext = Pick<WorkflowContext, "graph" | "typed" | "diagnostics">;

/** Reports steps and loops that cannot be meant. */
export function reportFlow(context: FlowContext): void {
  if (!context.typed.workflow.isFlowKnown) return;
  reportUnreachable(context);
  reportEndless(context);
  reportReplaced(context);
}

/** Reports steps that never run at the action that leads past them. */
function reportUnreachable({ graph, typed, diagnostics }: FlowContext): void {
  const { steps } = typed.workflow;
  const isReachable = (node: number) => graph.reachable.has(node);
  for (const first of steps.keys()) {
    const before = graph.nodes[first - 1];
    if (isReachable(first) || !before || !isReachable(first - 1)) continue;
    const end = steps.findIndex((_, node) => node > first && isReachable(node));
    const skipped = steps.slice(first, end === -1 ? undefined : end);
    const last = before.onSuccess.at(-1)?.action;
    // An action after the last one that applies was reported, and may lead to the step.
    const isReported = before.step.onSuccess.some(
      ({ target }) => target.kind === "step" && target.index === first,
    );
    if (!last || isReported) continue;
    diagnostics.report("step-unreachable", placeOf(child(last.at, "name") ?? last.at), {
      stepIds: skipped.map((step) => step.stepId),
      action: last.name,
      after: before.step.stepId,
      hasCriteria: last.criteria.length > 0,
    });
  }
}

/** Reports the last step from which every path loops endlessly or fails. */
function reportEndless({ graph, typed, diagnostics }: FlowContext): void {
  const endless = typed.workflow.steps.findLast(
    (_, node) => graph.reachable.has(node) && !graph.canEnd.has(node),
  );
  if (!endless) return;
  const { stepId, at } = endless;
  diagnostics.report("loop-endless", placeOf(child(at, "stepId") ?? at), { stepId });
}

/**
 * Reports the reads, after a loop over pages, of an array that each page replaces. A step that sends a value of the
 * previous round, such as a cursor, reads pages.
 */
function reportReplaced({ graph, typed, diagnostics }: FlowContext): void {
  const { steps, outputs } = typed.workflow;
  const indexes = new Map(steps.map(({ stepId }, index) => [stepId, index]));
  const jumpsBack = graph.edges.filter(({ from, to, succeeded }) => succeeded && to <= from);
  for (const [index, step] of steps.entries()) {
    const previous = valueOfPreviousRound(step, index, indexes);
    const end = Math.max(
      ...jumpsBack.flatMap(({ from, to }) => (to <= index && index <= from ? from : [])),
    );
    if (!previous || end < index) continue;
    const inside = steps.slice(0, end + 1).flatMap(expressionsInStep);
    const outside = [
      ...steps.slice(end + 1).flatMap(expressionsInStep),
      ...outputs.flatMap(({ expression }) => withInner(expression)),
    ];
    for (const { name, expression } of step.outputs) {
      if (typed.expressions.get(expression)?.kind !== "array") continue;
      const isRead = isReadOf(step.stepId, name);
      if (inside.some(isRead)) continue;
      for (const { text, place } of outside.filter((each) => isRead(each) && isWhole(each))) {
        const related = [{ message: "the next round begins", place: previous.place }];
        diagnostics.report("output-replaced", place, { expression: text }, related);
      }
    }
  }
}

/** A value that the step sends, and that the step itself or a later step sets. */
function valueOfPreviousRound(
  step: LinkedStep,
  index: number,
  indexes: ReadonlyMap<string, number>,
): Expression | undefined {
  return templatesOf(step)
    .flatMap(expressionsInTemplate)
    .map(({ expression }) => expression)
    .find((each) => each.kind === "step-output" && (indexes.get(each.stepId) ?? -1) >= index);
}

function isReadOf(stepId: string, name: string) {
  return (each: Expression) =>
    each.kind === "step-output" && each.stepId === stepId && each.name === name;
}

function isWhole(expression: Expression): boolean {
  return "pointer" in expression && expression.pointer.length === 0;
}
