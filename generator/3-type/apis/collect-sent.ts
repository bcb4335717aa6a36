import type { LinkedParameter, LinkedRequestBody, LinkedWorkflow } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";

/** What the steps of all workflows send to one operation. */
export interface SentRequests {
  readonly parameters: readonly LinkedParameter[];
  readonly bodies: readonly LinkedRequestBody[];
}

/** What the steps send to each operation that they call. */
export function collectSent(
  workflows: readonly LinkedWorkflow[],
): ReadonlyMap<LinkedOperation, SentRequests> {
  const sent = new Map<LinkedOperation, SentRequests>();
  for (const { call } of workflows.flatMap(({ steps }) => steps)) {
    if (call.kind === "workflow") continue;
    const { operation, parameters, requestBody } = call;
    const earlier = sent.get(operation);
    sent.set(operation, {
      parameters: [...(earlier?.parameters ?? []), ...parameters],
      bodies: [...(earlier?.bodies ?? []), ...(requestBody ? [requestBody] : [])],
    });
  }
  return sent;
}
