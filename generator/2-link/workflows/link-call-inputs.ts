import { unknownName } from "../../diagnostics/nearest-name.js";
import type { TemplateEntry } from "../../model/linked.js";
import { child, keyPlaceOf, placeAt } from "../../source/located.js";
import { givenValue } from "../documents/collect-parameters.js";
import { FieldReader } from "../documents/read-fields.js";
import { inputNamesOf, requiredInputsOf } from "../documents/schema-names.js";
import { linkTemplate } from "../expressions/link-template.js";
import type { Scope, StepScope } from "./scope.js";
import type { FoundWorkflow } from "./workflow-registry.js";

/**
 * Links the parameters of a step that calls a workflow. They are inputs of the called workflow, and need no `in`. If
 * the workflow was not found, the values are linked to report their errors.
 */
export function linkCallInputs(
  step: StepScope,
  called: FoundWorkflow | undefined,
  scope: Scope,
): readonly TemplateEntry[] {
  const { diagnostics } = scope;
  const known = called && inputNamesOf(called.at, scope.resolve);
  const inputs = new Map<string, TemplateEntry>();
  const attempted = new Set<string>();
  for (const parameter of step.given) {
    const { at, isOfStep } = parameter;
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
      if (isOfStep) diagnostics.report("call-input-undeclared", place, parameters);
      continue;
    }
    inputs.set(name, { name, value: linkTemplate(value, scope) });
  }
  if (called) reportMissing(step, attempted, called, scope);
  return [...inputs.values()];
}

function reportMissing(
  step: StepScope,
  attempted: ReadonlySet<string>,
  { at, reference: { workflowId } }: FoundWorkflow,
  scope: Scope,
): void {
  for (const name of requiredInputsOf(at, scope.resolve)) {
    if (attempted.has(name)) continue;
    const message = `the inputs of ${workflowId} are declared`;
    const inputs = child(at, "inputs");
    const related = inputs ? [{ message, place: keyPlaceOf(inputs) }] : [];
    const place = placeAt(step.at, "stepId");
    const parameters = { name, workflowId, isOfAction: false };
    scope.diagnostics.report("call-input-missing", place, parameters, related);
  }
}
