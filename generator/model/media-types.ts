import { child, type Located } from "../source/located.js";
import type { Resolve } from "./linked.js";
import { isFile } from "./schema-use.js";
import type { RequestBodyKind, ResponseBodyKind } from "./typed.js";

export function requestKind(
  contentType: string,
  schema: Located | undefined,
  resolve: Resolve,
): RequestBodyKind {
  if (isForm(contentType)) return "form";
  if (essence(contentType) === "multipart/form-data") return "multipart";
  return contentKind(contentType, schema, resolve);
}

export function responseKind(
  contentType: string,
  schema: Located | undefined,
  resolve: Resolve,
): ResponseBodyKind {
  return isForm(contentType) ? "form" : contentKind(contentType, schema, resolve);
}

function contentKind(
  contentType: string,
  schema: Located | undefined,
  resolve: Resolve,
): "json" | "text" | "bytes" {
  if (isJson(contentType)) return "json";
  if (isText(contentType)) return "text";
  if (isBinary(contentType)) return "bytes";
  // For unknown media types and ranges such as `*/*`, the schema decides.
  const target = schema && resolve(schema);
  if (target && isFile(target)) return "bytes";
  if (target && child(target, "type")?.value === "string") return "text";
  const isRange = contentType.includes("*");
  return isRange || (target && Object.keys(target.value ?? {}).length > 0) ? "json" : "bytes";
}

/**
 * Whether the content is one JSON value. A sequence of JSON values, such as NDJSON, is not one value. `isJson` in
 * `templates/runtime/read-response.ts` has the same definition.
 */
export function isJson(contentType: string): boolean {
  return /^(?!.*(?:ndjson|jsonl|json-?seq|json-lines)).*json/.test(essence(contentType));
}

/** The media type of a response that is asked for: JSON, or else the first. */
export function preferredMediaType(declared: readonly string[]): string | undefined {
  return declared.find(isJson) ?? declared[0];
}

export function isXml(contentType: string): boolean {
  return /[/+]xml$/.test(essence(contentType));
}

export function isMultipart(contentType: string): boolean {
  return essence(contentType).startsWith("multipart/");
}

function isText(contentType: string): boolean {
  const known =
    /^(?:text|html)\/|xml|yaml|javascript|ndjson|jsonl|json-?seq|json-lines|graphql|jwt|sdp/;
  return known.test(essence(contentType));
}

function isBinary(contentType: string): boolean {
  const known =
    /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip|gzip|x-)|officedocument|protobuf/;
  return known.test(essence(contentType));
}

export function isForm(contentType: string): boolean {
  return essence(contentType) === "application/x-www-form-urlencoded";
}

/** Type and subtype in lower case, without parameters such as `charset`. */
export function essence(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}
