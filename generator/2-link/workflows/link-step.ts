import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LinkedAction, LinkedStep } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { rulesOf } from "../../model/versions.js";
import { child, type Located, placeAt, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { linkCriteria } from "../criteria/link-criterion.js";
import { checkMessageFields, messageFields } from "../documents/check-message-fields.js";
import { collectParameters } from "../documents/collect-parameters.js";
import { FieldReader } from "../documents/read-fields.js";
import { linkParameters } from "../requests/link-parameters.js";
import { linkRequestBody } from "../requests/link-request-body.js";
import { linkActions } from "./link-actions.js";
import { linkCallInputs } from "./link-call-inputs.js";
import { linkDependencies } from "./link-dependencies.js";
import { linkOutputs } from "./link-outputs.js";
import type { DocumentScope, Scope, StepCallee, StepScope, WorkflowScope } from "./scope.js";
import type { FoundWorkflow } from "./workflow-registry.js";

const targetFields = ["operationId", "operationPath", "workflowId"];

const stepFields = [
  ...["stepId", "description", ...targetFields, "parameters", "requestBody"],
  ...["successCriteria", "onSuccess", "onFailure", "outputs"],
];

/** The fields that version 1.1 adds. */
const laterStepFields = [...messageFields, "timeout", "dependsOn"];

/** Finds the operation or workflow that a step calls, and the parameters of the step. */
export function findStep(
  at: Located,
  index: number,
  workflow: FoundWorkflow,
  document: DocumentScope,
): StepScope {
  const { diagnostics } = document;
  const fields = new FieldReader(at, "the step", diagnostics);
  const target = findTarget(at, fields, document) ?? ({ kind: "not-found" } as const);
  const stepId = fields.requiredText("stepId") ?? "";
  return { stepId, at, index, target, given: collectParameters(at, workflow.at, diagnostics) };
}

/** Links a step. If its operation or workflow was not found, the step gets a call without a target. */
export function linkStep(
  step: StepScope,
  workflow: WorkflowScope,
): { readonly step: LinkedStep; readonly isFlowKnown: boolean } {
  const { stepId, at, target } = step;
  const fields = new FieldReader(at, "the step", workflow.diagnostics);
  fields.allow(stepFields, laterStepFields);
  checkMessageFields(at, workflow);
  const before = { ...workflow, step, isAnswered: false };
  const after = { ...before, isAnswered: true };
  const linked: LinkedStep = {
    stepId,
    at,
    description: fields.text("description"),
    dependsOn: linkDependencies(step, workflow),
    timeout: readTimeout(fields, at),
    call: linkCall(step, before) ?? unknownCall,
    successCriteria: linkSuccessCriteria(fields, after),
    onSuccess: linkActions("onSuccess", at, after),
    onFailure: linkActions("onFailure", at, after),
    outputs: linkOutputs(at, after),
  };
  return { step: linked, isFlowKnown: target.kind !== "not-found" && areActionsKnown(linked) };
}

/** Without time, no step can complete. */
function readTimeout(fields: FieldReader, { document }: Located): number | undefined {
  if (!rulesOf(document).hasLaterFields) return undefined;
  return fields.amount("timeout", "positive integer");
}

/** Stands for a call whose target was not found. */
const unknownCall: LinkedStep["call"] = {
  kind: "workflow",
  workflow: { document: "", workflowId: "" },
  inputs: [],
};

/** False if an action was omitted because it has an error. */
function areActionsKnown({ at, onSuccess, onFailure }: LinkedStep): boolean {
  const isComplete = (field: string, linked: readonly LinkedAction[]) => {
    const list = child(at, field)?.value;
    return !Array.isArray(list) || linked.length >= list.length;
  };
  return isComplete("onSuccess", onSuccess) && isComplete("onFailure", onFailure);
}

/** Undefined if the target was not found. */
function linkCall(step: StepScope, scope: Scope): LinkedStep["call"] | undefined {
  const { at, given, target } = step;
  if (target.kind === "workflow" || (target.kind === "not-found" && child(at, "workflowId"))) {
    const called = target.kind === "workflow" ? target.workflow : undefined;
    const inputs = linkCallInputs(step, called, scope);
    return called && { kind: "workflow", workflow: called.reference, inputs };
  }
  const operation = target.kind === "operation" ? target.operation : undefined;
  if (operation?.method === "TRACE") {
    scope.diagnostics.report("unsupported", placeAt(at, "stepId"), {
      construct: "the method TRACE",
    });
  }
  const parameters = linkParameters(at, given, operation, scope);
  const requestBody = linkRequestBody(at, operation, scope);
  return target.kind === "operation" ? { ...target, parameters, requestBody } : undefined;
}

/** The operation or workflow that a step calls; undefined if an error has been reported. */
function findTarget(
  at: Located,
  fields: FieldReader,
  { apis, workflows, arazzo, diagnostics }: DocumentScope,
): StepCallee | undefined {
  fields.exclude([...targetFields, "channelPath"]);
  const given = targetFields.filter((field) => fields.isGiven(field));
  if (given.length === 0 && !fields.isGiven("channelPath")) fields.reportMissing(targetFields);
  if (child(at, "requestBody")) fields.exclude(["workflowId", "requestBody"]);
  const [found] = given.map((field): StepCallee | undefined => {
    const name = fields.text(field);
    if (name === undefined) return undefined;
    const place = placeOf(child(at, field) ?? at);
    if (field === "workflowId") {
      const workflow = workflows.find(name, arazzo, place);
      return workflow && { kind: "workflow", workflow };
    }
    const operation =
      field === "operationId"
        ? apis.findById(name, arazzo, place)
        : apis.findByPath(name, arazzo, place);
    if (operation) reportDeprecated(operation.operation, place, diagnostics);
    return operation && { kind: "operation", ...operation };
  });
  return found;
}

function reportDeprecated(
  { at, operationId }: LinkedOperation,
  place: Place,
  diagnostics: Diagnostics,
): void {
  const deprecated = child(at, "deprecated");
  if (deprecated?.value !== true) return;
  const related = [{ message: "it is deprecated", place: placeOf(deprecated) }];
  diagnostics.report("operation-deprecated", place, { operationId }, related);
}

/**
 * Published documents write `$statusCode == 200` in steps that call a workflow. A workflow has no
 * status, so this criterion is ignored: the step succeeds if the workflow does.
 */
function linkSuccessCriteria(fields: FieldReader, scope: Scope) {
  const { needsSuccessCriteria } = rulesOf(scope.arazzo.document);
  const all = fields[needsSuccessCriteria ? "filledObjects" : "objects"]("successCriteria");
  const list = all.filter((at) => {
    const condition = child(at, "condition");
    const text = String(condition?.value);
    const isOfStatus = /^\s*\$statusCode\s*(?:==\s*2\d\d|<\s*[34]00)\s*$/.test(text);
    if (scope.step?.target.kind !== "workflow" || !condition || !isOfStatus) return true;
    scope.diagnostics.report("criterion-ignored", placeOf(condition), { condition: text });
    return false;
  });
  return linkCriteria(list, scope);
}
