import type { Expression, LinkedStep, Template } from "../../model/linked.js";
import { isMultipart } from "../../model/media-types.js";
import { isSameParameter } from "../../model/parameters.js";

/** The value that a step sends in the part of the request that a `$request` expression reads. */
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
 * The value of a parameter that its step does not set: the content type of the body, or no value. Undefined for a
 * parameter that only the transport knows.
 */
export function implicitParameter(
  expression: Expression,
  { call }: LinkedStep,
): { readonly value: string | undefined } | undefined {
  if (expression.kind !== "request-parameter" || call.kind === "workflow") return undefined;
  const header = expression.in === "header" ? expression.name.toLowerCase() : undefined;
  if (header === "accept" || header === "authorization") return undefined;
  const { contentType } = call.requestBody ?? {};
  if (header !== "content-type" || contentType === undefined) return { value: undefined };
  // The content type contains the boundary of the parts, which only the transport knows.
  return isMultipart(contentType) ? undefined : { value: contentType };
}
