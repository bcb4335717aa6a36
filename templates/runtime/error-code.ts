/** Reads the error codes of services from responses. */

import type { HttpResponse } from "./http.js";

/**
 * The error code without the namespace before `#` and the URL after `:`.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
 * @see https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#operation-error-serialization
 */
export function errorCode({
  headers,
  body,
  text = body,
}: Pick<HttpResponse, "headers" | "body"> & { readonly text?: unknown }): string | undefined {
  const written =
    stringAt(headers, "x-amzn-errortype") ??
    stringAt(body, "code") ??
    stringAt(body, "__type") ??
    (typeof text === "string" ? /<Code>([^<]*)/.exec(text)?.[1] : undefined);
  return written?.split(":", 1).join("").split("#").pop();
}

/** Error codes come from the body, which may contain anything. Only plain names are shown. */
export function isName(code: string): boolean {
  return /^[\w.-]{1,100}$/.test(code);
}

export function stringAt(container: unknown, name: string): string | undefined {
  const properties: Readonly<Record<string, unknown>> = Object(container);
  const value = properties[name];
  return typeof value === "string" ? value : undefined;
}
