import type { Expression, LinkedStep } from "../../model/linked.js";
import { isMultipart } from "../../model/media-types.js";

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
