import type { Expression, LinkedStep, Template } from "../2-link/linked.js";

/** What a step sends at the place that `$request` speaks of; undefined if it sends nothing there. */
export function findTemplate(expression: Expression, { call }: LinkedStep): Template | undefined {
  if (call.kind === "workflow") return undefined;
  if (expression.kind === "request-parameter") {
    const { in: place, name } = expression;
    return call.parameters.find(
      (each) => each.in === place && each.name.toLowerCase() === name.toLowerCase(),
    )?.value;
  }
  if (expression.kind !== "request-body") return undefined;
  return expression.pointer.reduce<Template | undefined>((template, key) => {
    if (template?.kind === "array") return template.items[Number(key)];
    if (template?.kind !== "object") return undefined;
    return template.entries.find(({ name }) => name === key)?.value;
  }, call.requestBody?.payload);
}
