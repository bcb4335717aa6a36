import { unknownName } from "../../diagnostics/nearest-name.js";
import type { StepDependency } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import { child, itemsOf, type Located, placeOf, textAt } from "../../source/located.js";
import { FieldReader } from "../documents/read-fields.js";
import { calledBy } from "../expressions/resolve-step-output.js";
import type { StepScope, WorkflowScope } from "./scope.js";
import type { FoundWorkflow } from "./workflow-registry.js";

/**
 * The steps that a step depends on. Reports names without a step, and steps that are listed twice.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#step-object
 */
export function linkDependencies(
  { at: step }: StepScope,
  scope: WorkflowScope,
): readonly StepDependency[] {
  if (!rulesOf(step.document).hasLaterFields) return [];
  const fields = new FieldReader(step, "the step", scope.diagnostics);
  return fields
    .distinctTexts("dependsOn")
    .flatMap((at) => linkDependency(String(at.value), at, scope));
}

function linkDependency(
  name: string,
  at: Located,
  scope: WorkflowScope,
): readonly StepDependency[] {
  if (scope.stepIndexes.has(name)) return [{ stepId: name, workflow: undefined, at }];
  const [, local, other, id = ""] =
    /^(?:\$workflows\.(.+)|(\$sourceDescriptions\..+))\.steps\.([^.]+)$/s.exec(name) ?? [];
  const workflowName = local ?? other;
  if (workflowName === undefined) {
    reportUnknown(name, at, [...scope.stepIndexes.keys()], scope);
    return [];
  }
  const found = scope.workflows.find(workflowName, scope.arazzo, placeOf(at));
  if (!found) return [];
  const stepIds = stepIdsOf(found);
  if (!stepIds.includes(id)) {
    reportUnknown(id, at, stepIds, scope);
    return [];
  }
  if (found.at.value === scope.workflow.at.value) {
    scope.diagnostics.report("expression-deviation", placeOf(at), {
      expression: name,
      standard: id,
    });
    return [{ stepId: id, workflow: undefined, at }];
  }
  const isAwaited = scope.dependsOn.some((each) => each.at.value === found.at.value);
  const caller = scope.steps.find((each) => calledBy(each)?.at.value === found.at.value);
  // A workflow that this workflow calls itself has run when that step has.
  return caller && !isAwaited
    ? [{ stepId: caller.stepId, workflow: undefined, at }]
    : [{ stepId: id, workflow: found.reference, at }];
}

function stepIdsOf({ at }: FoundWorkflow): readonly string[] {
  return itemsOf(child(at, "steps")).flatMap((step) => textAt(step, "stepId") ?? []);
}

/** A name such as `$steps.list`, which expressions use, means the step `list`. */
function reportUnknown(
  name: string,
  at: Located,
  known: readonly string[],
  { diagnostics }: WorkflowScope,
): void {
  const [, id = ""] = /^\$steps\.([^.]+)/.exec(name) ?? [];
  const unknown = unknownName(name, known);
  const nearest = known.includes(id) ? id : unknown.nearest;
  diagnostics.report("step-not-found", placeOf(at), { ...unknown, nearest });
}
