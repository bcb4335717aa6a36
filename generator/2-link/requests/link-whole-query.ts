import type { Template } from "../../model/linked.js";
import type { DeclaredParameter } from "../../model/linked-operation.js";
import { isJson } from "../../model/media-types.js";
import type { Located } from "../../source/located.js";
import { linkTemplate } from "../expressions/link-template.js";
import type { Scope } from "../workflows/scope.js";
import { linkJsonText } from "./link-json-text.js";

/**
 * Links the value of a parameter that is the whole query. A string is the query itself, and the values in it are
 * encoded; a string of JSON is parsed if the query is JSON.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#parameter-object
 */
export function linkWholeQuery(
  at: Located,
  declared: DeclaredParameter | undefined,
  scope: Scope,
): Template {
  const linked = isJson(declared?.contentType ?? "")
    ? linkJsonText(at, scope)
    : linkTemplate(at, scope);
  return encodeInQuery(linked);
}

/** Has the values in a query, or in a form that is written as a string, encoded, so that they cannot change it. */
export function encodeInQuery(template: Template): Template {
  if (template.kind !== "text") return template;
  const parts = template.parts.map((part) =>
    typeof part === "string" ? part : ({ ...part, within: "query" } as const),
  );
  return { ...template, parts };
}
