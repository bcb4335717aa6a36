import type { LinkedStep, OperationCall, WorkflowCall } from "../../model/linked.js";
import type { CallStatement, SendStatement } from "../../model/planned.js";
import type { PlannedEntry, PlannedObject } from "../../model/planned-values.js";
import type { TypedParameter } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { child, keyPlaceOf, placeOf } from "../../source/located.js";
import type { ValuePlanner } from "../values/plan-value.js";
import type { CallableWorkflow, WorkflowContext } from "./plan-end.js";

interface StepCall<Call> {
  readonly step: LinkedStep;
  readonly call: Call;
  /** The name of the response or result. */
  readonly variable: string;
}

/** Whether some failure action applies when there is no response. */
export function mayLackResponse({ call, onFailure }: LinkedStep): boolean {
  return call.kind === "operation" && onFailure.some(({ criteria }) => criteria.length === 0);
}

/** Whether a step asks what becomes of the workflow it runs, or counts how often it ran. */
export function callMayFail(
  { onSuccess, onFailure }: LinkedStep,
  { mayFail }: Pick<CallableWorkflow, "mayFail">,
): boolean {
  const isLimited = onSuccess.some(({ target }) => target.kind === "step" && target.limits);
  return mayFail || onFailure.length > 0 || isLimited;
}

/** Plans the running of another workflow. */
export function planCall(
  { step, call, variable }: StepCall<WorkflowCall>,
  values: ValuePlanner,
  { workflowNames, calls }: WorkflowContext,
): CallStatement | undefined {
  const { stepId, description } = step;
  const place = placeOf(step.at);
  const workflow = workflowNames.get(workflowKey(call.workflow));
  // What the step calls was reported.
  if (!workflow) return undefined;
  calls.set(workflow.functionName, workflow);
  const entries = values.planEntries(
    call.inputs.map(({ name, value }) => ({ name, at: value.at, value })),
  );
  return {
    kind: "call",
    stepId,
    description,
    assertions: values.assertions,
    variable,
    workflow,
    isTypeWritten: false,
    inputs: { kind: "object", entries, place },
    apis: workflow.apis,
    isResultRead: false,
    mayFail: callMayFail(step, workflow),
  };
}

/** Plans the sending of a request. */
export function planSend(
  { step, call, variable }: StepCall<OperationCall>,
  values: ValuePlanner,
  { typed }: WorkflowContext,
): SendStatement | undefined {
  const { stepId, description } = step;
  const api = typed.apis.find((each) => each.api.source === call.source);
  const operation = api?.operations.find((each) => each.operation === call.operation);
  if (!api || !operation) return undefined;
  const groups = planParameters(step, call, operation.parameters, values);
  const hasSeveralBodies = (operation.body?.contents.length ?? 0) > 1;
  const body = planBody(step, call, hasSeveralBodies, values);
  return {
    kind: "send",
    stepId,
    description,
    assertions: values.assertions,
    variable,
    api: { name: api.name, namespace: api.namespace, moduleName: api.moduleName },
    functionName: operation.functionName,
    responsesName: operation.responsesName,
    isTypeWritten: false,
    request: { kind: "object", entries: [...groups, ...body], place: placeOf(step.at) },
    mayLackResponse: mayLackResponse(step),
  };
}

/** The parameters in their groups; one that is required is there even if the step gives nothing for it. */
function planParameters(
  step: LinkedStep,
  call: OperationCall,
  declared: readonly TypedParameter[],
  values: ValuePlanner,
): readonly PlannedEntry[] {
  const place = placeOf(step.at);
  const list = child(step.at, "parameters");
  const namePlace = list ? keyPlaceOf(list) : placeOf(child(step.at, "stepId") ?? step.at);
  return ["path", "query", "header", "cookie"].flatMap((group): PlannedEntry[] => {
    const parameters = call.parameters.filter((parameter) => parameter.in === group);
    const required = declared.filter((parameter) => parameter.in === group && parameter.required);
    if (parameters.length === 0 && required.length === 0) return [];
    const isGiven = ({ name }: TypedParameter) => parameters.some((each) => each.name === name);
    // Without it there is no path to send to; what else is missing, the API may do without.
    const missing = group === "path" ? required.filter((parameter) => !isGiven(parameter)) : [];
    for (const { name } of missing) values.assertMissing(`$request.path.${name}`, place);
    const entries = values.planEntries(
      parameters.map(({ name, value }) => ({ name, at: value.at, value })),
    );
    const value: PlannedObject = { kind: "object", entries, place };
    return [{ name: group, namePlace, value, isLeftOutWhen: undefined }];
  });
}

/** The body, and its media type if the operation is sent several. */
function planBody(
  step: LinkedStep,
  { requestBody }: OperationCall,
  saysContentType: boolean,
  values: ValuePlanner,
): readonly PlannedEntry[] {
  const body = requestBody && values.plan(requestBody.payload);
  if (!requestBody || !body) return [];
  const place = placeOf(step.at);
  const namePlace = keyPlaceOf(requestBody.payload.at);
  const contentType = { kind: "literal", value: requestBody.contentType, place } as const;
  return [
    ...(saysContentType
      ? [{ name: "contentType", namePlace, value: contentType, isLeftOutWhen: undefined }]
      : []),
    { name: "body", namePlace, value: body, isLeftOutWhen: undefined },
  ];
}
