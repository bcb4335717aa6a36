import type { Expression, LinkedStep, Template } from "./linked.js";
import { isSameParameter } from "./parameters.js";

/** The value that a step sends in the part of the request that a `$request` expression reads. */
export function findTemplate(expression: Expression, { call }: LinkedStep): Template | undefined {
  if (call.kind === "workflow") return undefined;
  if (expression.kind === "request-parameter") {
    return call.parameters.find((each) => isSameParameter(each, expression))?.value;
  }
  if (expression.kind !== "request-body") return undefined;
  return expression.pointer.reduce<Template | undefined>((template, key) => {
    if (template?.kind === "array") return template.items[Number(key)];
    if (template?.kind !== "object" && template?.kind !== "changed") return undefined;
    return template.entries.find(({ name }) => name === key)?.value;
  }, call.requestBody?.payload);
}
