import type { LinkedParameter, LinkedRequestBody, LinkedWorkflow } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";

/** The parameters and bodies that the steps of all workflows send to one operation. */
export interface RequestShapes {
  readonly parameters: readonly LinkedParameter[];
  readonly bodies: readonly LinkedRequestBody[];
  /** The media type that each step names in an `Accept` header; undefined if it names none, or several. */
  readonly accepted: readonly (string | undefined)[];
}

export function collectRequestShapes(
  workflows: readonly LinkedWorkflow[],
): ReadonlyMap<LinkedOperation, RequestShapes> {
  const sent = new Map<LinkedOperation, RequestShapes>();
  for (const { call } of workflows.flatMap(({ steps }) => steps)) {
    if (call.kind === "workflow") continue;
    const { operation, parameters, requestBody } = call;
    const earlier = sent.get(operation);
    sent.set(operation, {
      parameters: [...(earlier?.parameters ?? []), ...parameters],
      bodies: [...(earlier?.bodies ?? []), ...(requestBody ? [requestBody] : [])],
      accepted: [...(earlier?.accepted ?? []), acceptedBy(parameters)],
    });
  }
  return sent;
}

function acceptedBy(parameters: readonly LinkedParameter[]): string | undefined {
  const accept = parameters.find(
    (parameter) => parameter.in === "header" && parameter.name.toLowerCase() === "accept",
  )?.value;
  const value = accept?.kind === "literal" ? accept.value : undefined;
  return typeof value === "string" && !/[,*]/.test(value) ? value : undefined;
}
