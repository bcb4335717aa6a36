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
  if (linked.kind !== "text") return linked;
  const parts = linked.parts.map((part) =>
    typeof part === "string" ? part : ({ ...part, within: "query" } as const),
  );
  return { ...linked, parts };
}
