import {
  expressionsInCondition,
  readsResponse,
  responseKinds,
  templatesOf,
} from "../../model/expressions-in.js";
import type { LinkedAction, LinkedStep, OperationCall, WorkflowCall } from "../../model/linked.js";
import type { Assertion, CallStatement, SendStatement } from "../../model/planned.js";
import type { PlannedEntry } from "../../model/planned-values.js";
import type { TypedParameter } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { child, keyPlaceOf, placeOf } from "../../source/located.js";
import { isLimited } from "../conditions/last-of-statuses.js";
import type { CallableWorkflow } from "../values/callable-workflow.js";
import { assertMissing, planAssertions, withAsserted } from "../values/plan-assertions.js";
import { leftOutWhen, planEntries, planTemplate } from "../values/plan-value.js";
import type { ValueScope } from "../values/value-scope.js";
import { calledOperation } from "./called-operation.js";
import { uncertainPrerequisites } from "./prerequisites.js";

const parameterGroups = ["path", "query", "querystring", "header", "cookie"] as const;

interface StepCall<Call> {
  readonly step: LinkedStep;
  readonly call: Call;
  /** The name of the response or result. */
  readonly variable: string;
}

/** Whether some failure action applies when there is no response. */
export function mayLackResponse(step: LinkedStep): boolean {
  const { call, onFailure } = step;
  return call.kind === "operation" && onFailure.some((action) => !needsResponse(action, step));
}

/**
 * Whether an action applies only to a failure with a response. Without a `timeout`, every action with criteria does.
 * With one, a failure without a response is nothing unusual, and criteria about other values decide on it, too.
 */
export function needsResponse(action: LinkedAction, { timeout }: LinkedStep): boolean {
  if (readsResponse(action)) return true;
  if (timeout === undefined) return action.criteria.length > 0;
  return action.criteria
    .flatMap(({ condition }) => expressionsInCondition(condition))
    .some(({ kind }) => responseKinds.includes(kind));
}

/** Whether the workflow continues after a failure of the called workflow, or counts the runs of the step. */
export function callMayFail(
  { timeout, onSuccess, onFailure }: LinkedStep,
  { mayFail }: CallableWorkflow,
): boolean {
  return mayFail || timeout !== undefined || onFailure.length > 0 || onSuccess.some(isLimited);
}

/** Plans the call of another workflow; undefined if an error was reported. */
export function planCall(
  { step, call, variable }: StepCall<WorkflowCall>,
  before: ValueScope,
): CallStatement | undefined {
  const { stepId, description, timeout } = step;
  const workflow = before.workflowNames.get(workflowKey(call.workflow));
  if (!workflow) return undefined;
  const assertions = planAssertions(templatesOf(step), before);
  const inputs = call.inputs.map(({ name, value }) => ({ name, at: value.at, value }));
  const entries = planEntries(inputs, withAsserted(before, assertions));
  return {
    kind: "call",
    stepId,
    description,
    prerequisites: uncertainPrerequisites(step, before.facts),
    assertions,
    variable,
    workflow,
    isTypeWritten: false,
    inputs: { kind: "object", entries, place: placeOf(step.at) },
    apis: workflow.apis,
    isDependent: workflow.isDependent,
    isResultRead: false,
    mayFail: callMayFail(step, workflow),
    limit: timeout === undefined ? undefined : { timeout, options: before.names.limitedOptions },
  };
}

/** Plans the sending of a request; undefined for an unknown operation. */
export function planSend(
  { step, call, variable }: StepCall<OperationCall>,
  before: ValueScope,
): SendStatement | undefined {
  const { stepId, description } = step;
  const { api, operation } = calledOperation(before.typed, call);
  if (!api || !operation) return undefined;
  const assertions = [
    ...missingPathParameters(step, call, operation.parameters),
    ...planAssertions(templatesOf(step), before),
  ];
  const scope = withAsserted(before, assertions);
  const hasSeveralBodies = (operation.body?.contents.length ?? 0) > 1;
  const entries = [
    ...planParameters({ step, call, variable }, operation.parameters, scope),
    ...planBody(step, call, hasSeveralBodies, scope),
  ];
  return {
    kind: "send",
    stepId,
    description,
    prerequisites: uncertainPrerequisites(step, before.facts),
    assertions,
    variable,
    api,
    functionName: operation.functionName,
    responsesName: operation.responsesName,
    errorsName: operation.errorsName,
    isTypeWritten: false,
    request: { kind: "object", entries, place: placeOf(step.at) },
    mayLackResponse: mayLackResponse(step),
  };
}

/** Without a path parameter, there is no URL. Without other parameters, the API may still accept the request. */
function missingPathParameters(
  { stepId, at }: LinkedStep,
  { parameters }: OperationCall,
  declared: readonly TypedParameter[],
): readonly Assertion[] {
  const given = parameters.filter((each) => each.in === "path").map(({ name }) => name);
  return declared
    .filter((each) => each.in === "path" && each.required && !given.includes(each.name))
    .map(({ name }) => assertMissing(`$request.path.${name}`, stepId, placeOf(at)));
}

/** The parameters in their groups. A group with a required parameter is sent even if the step sets no parameter of it. */
function planParameters(
  { step: { at }, call }: StepCall<OperationCall>,
  declared: readonly TypedParameter[],
  scope: ValueScope,
): readonly PlannedEntry[] {
  const place = placeOf(at);
  const list = child(at, "parameters");
  const namePlace = list ? keyPlaceOf(list) : placeOf(child(at, "stepId") ?? at);
  return parameterGroups.flatMap((group): PlannedEntry[] => {
    const parameters = call.parameters.filter((parameter) => parameter.in === group);
    const isRequired = declared.some((parameter) => parameter.in === group && parameter.required);
    if (parameters.length === 0 && !isRequired) return [];
    const named = parameters.map(({ name, value }) => ({ name, at: value.at, value }));
    const value = { kind: "object", entries: planEntries(named, scope), place } as const;
    return [{ name: group, namePlace, value, isLeftOutWhen: undefined }];
  });
}

/** The body, and its media type if the workflows send several media types to the operation. */
function planBody(
  step: LinkedStep,
  { requestBody }: OperationCall,
  includesContentType: boolean,
  scope: ValueScope,
): readonly PlannedEntry[] {
  const body = requestBody && planTemplate(requestBody.payload, scope);
  if (!requestBody || !body) return [];
  const place = placeOf(step.at);
  const namePlace = keyPlaceOf(requestBody.payload.at);
  const contentType = { kind: "literal", value: requestBody.contentType, place } as const;
  return [
    ...(includesContentType
      ? [{ name: "contentType", namePlace, value: contentType, isLeftOutWhen: undefined }]
      : []),
    {
      name: "body",
      namePlace,
      value: body,
      isLeftOutWhen: leftOutWhen(requestBody.payload, scope),
    },
  ];
}
