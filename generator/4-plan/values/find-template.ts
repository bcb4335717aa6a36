import type { Expression, LinkedStep, Template } from "../../model/linked.js";
import { isMultipart } from "../../model/media-types.js";
import { isSameParameter } from "../../model/parameters.js";

/** What a step sends at the place that `$request` speaks of; undefined if it sends nothing there. */
export function findTemplate(expression: Expression, { call }: LinkedStep): Template | undefined {
  if (call.kind === "workflow") return undefined;
  if (expression.kind === "request-parameter") {
    return call.parameters.find((each) => isSameParameter(each, expression))?.value;
  }
  if (expression.kind !== "request-body") return undefined;
  return expression.pointer.reduce<Template | undefined>((template, key) => {
    if (template?.kind === "array") return template.items[Number(key)];
    if (template?.kind !== "object") return undefined;
    return template.entries.find(({ name }) => name === key)?.value;
  }, call.requestBody?.payload);
}

/**
 * What a request has at the place of a parameter that its step does not give: the content type of its
 * body, or nothing. Undefined for what only the transport knows.
 */
export function sentByItself(
  expression: Expression,
  { call }: LinkedStep,
): { readonly value: string | undefined } | undefined {
  if (expression.kind !== "request-parameter" || call.kind === "workflow") return undefined;
  const header = expression.in === "header" ? expression.name.toLowerCase() : undefined;
  if (header === "accept" || header === "authorization") return undefined;
  const { contentType } = call.requestBody ?? {};
  if (header !== "content-type" || contentType === undefined) return { value: undefined };
  // The boundary of its parts is a part of it.
  return isMultipart(contentType) ? undefined : { value: contentType };
}
