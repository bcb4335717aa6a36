import type { OperationCall } from "../../model/linked.js";
import type { TypedApi, TypedOperation, TypedWorkflow } from "../../model/typed.js";

/** The API and the operation that a step calls; undefined for an unknown one. */
export function calledOperation(
  { apis }: TypedWorkflow,
  call: OperationCall,
): { readonly api: TypedApi | undefined; readonly operation: TypedOperation | undefined } {
  const api = apis.find((each) => each.api.source === call.source);
  return { api, operation: api?.operations.find((each) => each.operation === call.operation) };
}
