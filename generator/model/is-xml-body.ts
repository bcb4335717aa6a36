import type { Expression, LinkedStep } from "./linked.js";
import type { TypedApi } from "./typed.js";

/** Whether the expression is a whole body that is read as XML, of which XPath and regular expressions take the text. */
export function isXmlBody(
  expression: Expression,
  step: LinkedStep | undefined,
  apis: readonly TypedApi[],
): boolean {
  if (expression.kind !== "response-body" || expression.pointer.length > 0) return false;
  const { call } = step ?? {};
  if (call?.kind !== "operation") return false;
  const operations = apis.flatMap((api) => api.operations);
  const called = operations.find(({ operation }) => operation === call.operation);
  return called?.responses.some(({ kind }) => kind === "xml") ?? false;
}
