import { placeOf } from "../source/located.js";
import type { Place } from "../source/source-text.js";
import { expressionsInStep } from "./expressions-in.js";
import type { LinkedStep } from "./linked.js";

/** A step of the same workflow that must have succeeded before another step. */
export interface Prerequisite {
  readonly stepId: string;
  /** The entry of `dependsOn`, or the expression. */
  readonly place: Place;
  /** False for a step whose output an expression reads. */
  readonly isDeclared: boolean;
}

/**
 * The declared prerequisites of a step, then those that follow from the outputs that it reads, each once.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#step-dependencies-and-execution-order
 */
export function prerequisitesOf(step: LinkedStep): readonly Prerequisite[] {
  const found = new Map<string, Prerequisite>();
  for (const { stepId, workflow, at } of step.dependsOn) {
    if (!workflow) found.set(stepId, { stepId, place: placeOf(at), isDeclared: true });
  }
  for (const expression of expressionsInStep(step)) {
    if (expression.kind !== "step-output") continue;
    const { stepId, place } = expression;
    // A step that reads its own output reads the one of an earlier round.
    if (stepId === step.stepId || found.has(stepId)) continue;
    found.set(stepId, { stepId, place, isDeclared: false });
  }
  return [...found.values()];
}
