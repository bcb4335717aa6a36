import type { LinkedAction, LinkedStep } from "../../model/linked.js";
import { child, type Located, placeOf } from "../../source/located.js";
import type { FoundOperation } from "../apis/api-registry.js";
import { linkCriteria } from "../criteria/link-criterion.js";
import {
  checkLaterStepFields,
  isOfLaterVersion,
  laterStepFields,
} from "../documents/check-later-version.js";
import { collectParameters, type GivenParameter } from "../documents/collect-parameters.js";
import { FieldReader } from "../documents/read-fields.js";
import { linkParameters } from "../requests/link-parameters.js";
import { linkRequestBody } from "../requests/link-request-body.js";
import { linkActions } from "./link-actions.js";
import { linkCallInputs } from "./link-call-inputs.js";
import { linkOutputs } from "./link-outputs.js";
import type { FoundWorkflow, Scope, StepScope, WorkflowScope } from "./scope.js";
import { stepPlace } from "./step-place.js";

const targetFields = ["operationId", "operationPath", "workflowId"];

const stepFields = [
  ...targetFields,
  "description",
  "stepId",
  "parameters",
  "requestBody",
  "successCriteria",
  "onSuccess",
  "onFailure",
  "outputs",
];

/** Reads a Step Object; what it calls may be unknown, and then was reported. */
export function linkStep(
  at: Located,
  index: number,
  workflow: WorkflowScope,
): { readonly step: LinkedStep; readonly isFlowKnown: boolean } {
  const { diagnostics } = workflow;
  const fields = new FieldReader(at, "the step", diagnostics);
  fields.allow([...stepFields, ...laterStepFields]);
  checkLaterStepFields(at, workflow);
  const stepId = fields.requiredText("stepId") ?? "";
  const found = findTarget(at, fields, workflow);
  const given = collectParameters(at, workflow.at, diagnostics);
  const target = targetOf(found, given);
  const before: Scope = { ...workflow, step: { at, index, target }, isAnswered: false };
  const after: Scope = { ...before, isAnswered: true };
  const step: LinkedStep = {
    stepId,
    at,
    description: fields.text("description"),
    call: linkCall(at, given, found, before) ?? unknownCall,
    successCriteria: linkSuccessCriteria(fields, after),
    onSuccess: linkActions("onSuccess", at, after),
    onFailure: linkActions("onFailure", at, after),
    outputs: linkOutputs(at, after),
  };
  return { step, isFlowKnown: found !== undefined && areActionsKnown(step) };
}

/** Stands for a call whose target was reported. */
const unknownCall: LinkedStep["call"] = {
  kind: "workflow",
  workflow: { document: "", workflowId: "" },
  inputs: [],
};

/** Whether none of the actions was left out because something is wrong in it. */
function areActionsKnown({ at, onSuccess, onFailure }: LinkedStep): boolean {
  const isComplete = (field: string, linked: readonly LinkedAction[]) => {
    const list = child(at, field)?.value;
    return !Array.isArray(list) || linked.length >= list.length;
  };
  return isComplete("onSuccess", onSuccess) && isComplete("onFailure", onFailure);
}

type FoundTarget = FoundOperation | FoundWorkflow | undefined;

function targetOf(found: FoundTarget, given: readonly GivenParameter[]): StepScope["target"] {
  if (!found) return { kind: "not-found" };
  if (!("operation" in found)) return { kind: "workflow", workflow: found };
  return { kind: "operation", operation: found.operation, given: given.map((each) => each.at) };
}

/** What the step sends, and to what; undefined when that was not found. */
function linkCall(
  at: Located,
  given: readonly GivenParameter[],
  found: FoundTarget,
  scope: Scope,
): LinkedStep["call"] | undefined {
  if (found ? "reference" in found : child(at, "workflowId")) {
    const called = found && "reference" in found ? found : undefined;
    const inputs = linkCallInputs(at, given, called, scope);
    return called && { kind: "workflow", workflow: called.reference, inputs };
  }
  const called = found && "operation" in found ? found : undefined;
  if (called?.operation.method === "TRACE") {
    scope.diagnostics.report("unsupported", stepPlace(at), { construct: "the method TRACE" });
  }
  const parameters = linkParameters(at, given, called?.operation, scope);
  const requestBody = linkRequestBody(at, called?.operation, scope);
  return called && { kind: "operation", ...called, parameters, requestBody };
}

/** The operation or workflow that a step calls; reports it if there is none. */
function findTarget(
  at: Located,
  fields: FieldReader,
  { apis, workflows, arazzo }: WorkflowScope,
): FoundTarget {
  fields.exclude([...targetFields, "channelPath"]);
  const given = targetFields.filter((field) => child(at, field));
  if (given.length === 0 && !child(at, "channelPath")) fields.reportMissing(targetFields);
  if (child(at, "requestBody")) fields.exclude(["workflowId", "requestBody"]);
  const [found] = given.map((field): FoundTarget => {
    const name = fields.text(field);
    if (name === undefined) return undefined;
    const place = placeOf(child(at, field) ?? at);
    if (field === "operationId") return apis.findById(name, arazzo, place);
    if (field === "operationPath") return apis.findByPath(name, arazzo, place);
    return workflows.find(name, arazzo, place);
  });
  return found;
}

/**
 * The success criteria. Published documents ask for `$statusCode == 200` where a step calls a
 * workflow, which has none: it says no more than that the workflow succeeds.
 */
function linkSuccessCriteria(fields: FieldReader, scope: Scope) {
  const isLater = isOfLaterVersion(scope.arazzo.document);
  const all = fields[isLater ? "filledObjects" : "objects"]("successCriteria");
  const list = all.filter((at) => {
    const condition = child(at, "condition");
    const text = String(condition?.value);
    const isEmpty =
      scope.step?.target.kind === "workflow" &&
      condition !== undefined &&
      /^\s*\$statusCode\s*(?:==\s*2\d\d|<\s*[34]00)\s*$/.test(text);
    if (isEmpty)
      scope.diagnostics.report("criterion-ignored", placeOf(condition), { condition: text });
    return !isEmpty;
  });
  return linkCriteria(list, scope);
}
