import { unknownName } from "../../diagnostics/nearest-name.js";
import type { TemplateEntry } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import { child, keyPlaceOf, type Located, placeAt, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { givenValue, readParameters } from "../documents/collect-parameters.js";
import type { Reused } from "../documents/find-component.js";
import { FieldReader } from "../documents/read-fields.js";
import { inputNamesOf, requiredInputsOf } from "../documents/schema-names.js";
import { linkTemplate } from "../expressions/link-template.js";
import type { Scope, StepScope } from "./scope.js";
import type { FoundWorkflow } from "./workflow-registry.js";

/** A Parameter Object; an inherited one belongs to all steps of a workflow, so the called workflow may not declare it. */
interface PassedParameter extends Reused {
  readonly isInherited: boolean;
}

/** Links the parameters of a step that calls a workflow. They are inputs of the called workflow, and need no `in`. */
export function linkCallInputs(
  { at, given }: StepScope,
  called: FoundWorkflow | undefined,
  scope: Scope,
): readonly TemplateEntry[] {
  const passed = given.map((each) => ({ ...each, isInherited: !each.isOfStep }));
  return linkInputs(passed, called, placeAt(at, "stepId"), scope);
}

/**
 * Links the parameters of an action that runs a workflow; undefined if it has none.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#success-action-object
 */
export function linkActionInputs(
  action: Located,
  called: FoundWorkflow | undefined,
  scope: Scope,
): readonly TemplateEntry[] | undefined {
  if (!hasParameters(action)) return undefined;
  const { diagnostics } = scope;
  const passed = readParameters(action, "the action", diagnostics);
  for (const { at, reference } of passed) {
    const place = child(at, "in");
    if (!place) continue;
    const isReused = reference !== undefined;
    const reportAt = reference ? placeAt(reference, "reference") : keyPlaceOf(place);
    const related = isReused
      ? [{ message: "the component has the field", place: placeOf(place) }]
      : [];
    diagnostics.report("action-parameter-in", reportAt, { isReused }, related);
  }
  const inputs = passed.map((each) => ({ ...each, isInherited: false }));
  return linkInputs(inputs, called, placeAt(action, "workflowId"), scope);
}

/** Only version 1.1 knows the field. */
export function hasParameters(action: Located): boolean {
  const list = child(action, "parameters");
  return rulesOf(action.document).hasLaterFields && list !== undefined && list.value !== null;
}

/** If the workflow was not found, the values are linked to report their errors. */
function linkInputs(
  passed: readonly PassedParameter[],
  called: FoundWorkflow | undefined,
  missingAt: Place,
  scope: Scope,
): readonly TemplateEntry[] {
  const { diagnostics } = scope;
  const known = called && inputNamesOf(called.at, scope.resolve);
  const inputs = new Map<string, TemplateEntry>();
  const attempted = new Set<string>();
  for (const parameter of passed) {
    const { at, isInherited } = parameter;
    const fields = new FieldReader(at, "the parameter", diagnostics);
    fields.allow(["name", "in", "value", "reference"]);
    const name = fields.requiredText("name");
    const value = givenValue(parameter);
    if (!value) fields.reportMissing(["value"]);
    if (name === undefined || !value || attempted.has(name)) continue;
    attempted.add(name);
    if (called && known?.includes(name) === false) {
      const place = placeAt(at, "name");
      const { workflowId } = called.reference;
      const parameters = { workflowId, ...unknownName(name, known) };
      if (!isInherited) diagnostics.report("call-input-undeclared", place, parameters);
      continue;
    }
    inputs.set(name, { name, value: linkTemplate(value, scope) });
  }
  if (called) reportMissing(attempted, called, missingAt, scope);
  return [...inputs.values()];
}

function reportMissing(
  attempted: ReadonlySet<string>,
  { at, reference: { workflowId } }: FoundWorkflow,
  place: Place,
  scope: Scope,
): void {
  for (const name of requiredInputsOf(at, scope.resolve)) {
    if (attempted.has(name)) continue;
    const message = `the inputs of ${workflowId} are declared`;
    const inputs = child(at, "inputs");
    const related = inputs ? [{ message, place: keyPlaceOf(inputs) }] : [];
    const parameters = { name, workflowId, isPassedOn: false };
    scope.diagnostics.report("call-input-missing", place, parameters, related);
  }
}
