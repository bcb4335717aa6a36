import { workflowOf } from "../../model/actions.js";
import type { LinkedAction, LinkedStep, OperationCall } from "../../model/linked.js";
import type { Statuses } from "../../model/status-set.js";
import type { TypedApi, TypedWorkflow } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { declaredStatuses, statusesApart } from "../statuses/response-bodies.js";
import type { ExpressionUse } from "../workflows/expression-uses.js";
import type { Probe, ProbeFile } from "./probe-file.js";
import { bodyType, inputsType, ofApi, parametersProbe, requestProbe } from "./write-probes.js";

/** The body that a response can have at one point of a workflow. */
export interface ResponseBody {
  readonly type: Probe;
  /** The types for subsets of the statuses, because an output may exist for some of the statuses only. */
  readonly parts: readonly { readonly statuses: Statuses; readonly type: Probe }[];
  /** The type of each declared response that the condition can mean; empty if the description leaves one open. */
  readonly declared: readonly Probe[];
}

/** The types that an operation or a called workflow accepts; undefined if the step does not send the value. */
export interface RequestProbes {
  readonly parameters?: Probe;
  readonly body?: Probe;
  readonly isBodyOptional?: boolean;
  /** An object with a property for each input. */
  readonly inputs?: Probe;
}

/** The types of the inputs of the workflows that the actions of a step pass parameters to. */
export function addActionInputs(
  { onSuccess, onFailure }: LinkedStep,
  called: ReadonlyMap<string, TypedWorkflow>,
  probes: ProbeFile,
): ReadonlyMap<LinkedAction, Probe> {
  return new Map(
    [...onSuccess, ...onFailure].flatMap((action) => {
      const target = workflowOf(action);
      const callee = target?.inputs && called.get(workflowKey(target.workflow));
      return callee ? [[action, probes.add(inputsType(callee.inputs))] as const] : [];
    }),
  );
}

export function addResponseBody(
  { call }: LinkedStep,
  { statuses, meant, isOutput }: Pick<ExpressionUse, "meant" | "isOutput"> & { statuses: Statuses },
  apis: readonly TypedApi[],
  probes: ProbeFile,
): ResponseBody | undefined {
  const api = call.kind === "operation" ? apiOf(call, apis) : undefined;
  if (call.kind !== "operation" || !api) return undefined;
  const typeFor = (some: Statuses) => probes.add(bodyType(call, some, api));
  const apart = isOutput ? statusesApart(call.operation, statuses) : [];
  const parts = apart.map((some) => ({ statuses: some, type: typeFor(some) }));
  const declared = declaredStatuses(call.operation, meant).map((status) => typeFor([status]));
  return { type: typeFor(statuses), parts, declared };
}

export function addRequest(
  { call }: LinkedStep,
  apis: readonly TypedApi[],
  called: ReadonlyMap<string, TypedWorkflow>,
  probes: ProbeFile,
): RequestProbes {
  if (call.kind === "workflow") {
    const callee = called.get(workflowKey(call.workflow));
    return callee ? { inputs: probes.add(inputsType(callee.inputs)) } : {};
  }
  const api = apiOf(call, apis);
  if (!api) return {};
  const { operation, requestBody } = call;
  const parameters = probes.add(ofApi(api, parametersProbe(api, operation)));
  const body = requestBody && requestProbe(api, operation, requestBody.contentType);
  if (body === undefined) return { parameters };
  const typed = api.operations.find((each) => each.operation === operation)?.body;
  // A request names the media type of its body if there are several.
  const isBodyOptional = typed?.required === false && typed.contents.length === 1;
  return { parameters, body: probes.add(ofApi(api, body)), isBodyOptional };
}

function apiOf({ source }: OperationCall, apis: readonly TypedApi[]): TypedApi | undefined {
  return apis.find(({ api }) => api.source === source);
}
