import { unknownName } from "../../diagnostics/nearest-name.js";
import type { ActionTarget, StepTarget, WorkflowTarget } from "../../model/linked.js";
import { child, type Located, placeAt } from "../../source/located.js";
import type { FieldReader } from "../documents/read-fields.js";
import { linkActionInputs } from "./link-call-inputs.js";
import type { Scope } from "./scope.js";

interface Limits {
  readonly after: number;
  readonly limit: number;
}

/** The step or workflow that an action names; `none` if it names neither, undefined after an error. */
export function linkActionTarget(
  at: Located,
  fields: FieldReader,
  scope: Scope,
): StepTarget | WorkflowTarget | "none" | undefined {
  const { stepIndexes, workflows, arazzo, diagnostics } = scope;
  const stepId = fields.text("stepId");
  const workflowId = fields.text("workflowId");
  if (stepId !== undefined && workflowId !== undefined) return undefined;
  if (stepId !== undefined) {
    const index = stepIndexes.get(stepId);
    if (index !== undefined) return { kind: "step", index };
    const place = placeAt(at, "stepId");
    diagnostics.report("step-not-found", place, unknownName(stepId, [...stepIndexes.keys()]));
    return undefined;
  }
  if (workflowId !== undefined) {
    const place = placeAt(at, "workflowId");
    const found = workflows.find(workflowId, arazzo, place);
    const inputs = linkActionInputs(at, found, scope);
    return found && { kind: "workflow", workflow: found.reference, inputs };
  }
  return fields.isGiven("stepId") || fields.isGiven("workflowId") ? undefined : "none";
}

/** Links a `retry` in `onFailure`. The target runs before the step is retried. */
export function linkRetry(
  at: Located,
  fields: FieldReader,
  limits: Limits,
  scope: Scope,
): ActionTarget | undefined {
  const { diagnostics } = scope;
  const first = linkActionTarget(at, fields, scope);
  if (first === undefined) return undefined;
  const isStep = first !== "none" && first.kind === "step";
  const isItself = isStep && first.index === scope.step?.index;
  if (isItself) {
    const stepId = String(child(at, "stepId")?.value);
    diagnostics.report("retry-of-itself", placeAt(at, "stepId"), { stepId });
  }
  const step = isStep ? scope.steps[first.index] : undefined;
  const hasActions = child(step?.at, "onSuccess") || child(step?.at, "onFailure");
  if (step && hasActions && !isItself) {
    const { stepId } = step;
    diagnostics.report("retry-step-actions", placeAt(at, "stepId"), { stepId });
  }
  return { kind: "retry", ...limits, first: first === "none" || isItself ? undefined : first };
}

/** Links a `retry` in `onSuccess`, which the standard does not define, as a `goto` with limits. */
export function linkRetryOnSuccess(
  at: Located,
  fields: FieldReader,
  limits: Limits,
  scope: Scope,
): ActionTarget | undefined {
  const target = linkActionTarget(at, fields, scope);
  if (target === undefined || (target !== "none" && target.kind === "workflow")) return target;
  const step = target === "none" ? scope.step : scope.steps[target.index];
  if (!step) return undefined;
  const { stepId, index } = step;
  scope.diagnostics.report("retry-on-success", placeAt(at, "type"), { stepId });
  return { kind: "step", index, limits };
}
