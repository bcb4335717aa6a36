import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { templatesOfAction } from "../../model/actions.js";
import { stringsInTemplate, templatesOf } from "../../model/expressions-in.js";
import type { Expression, LinkedStep, LinkedWorkflow } from "../../model/linked.js";
import type { TypedPath } from "../probes/read-path.js";
import { findContainer } from "./find-container.js";

/** Reports objects and arrays in strings such as `Bearer {$inputs.account}`. In a JSON template, they are JSON values. */
export function checkStrings(
  { steps }: LinkedWorkflow,
  paths: ReadonlyMap<Expression, TypedPath>,
  diagnostics: Diagnostics,
): void {
  const actions = steps.flatMap(({ onSuccess, onFailure }) => [...onSuccess, ...onFailure]);
  const templates = [
    ...steps.filter((step) => !containsJson(step)).flatMap(templatesOf),
    ...actions.flatMap(templatesOfAction),
  ];
  for (const parts of templates.flatMap(stringsInTemplate)) {
    const values = valuesInJson(parts);
    for (const part of parts) {
      if (typeof part === "string" || values.has(part)) continue;
      const found = findContainer(part, paths);
      if (found) diagnostics.report("object-in-string", part.place, found);
    }
  }
}

/** JSON is also YAML and JavaScript. */
function containsJson({ call }: LinkedStep): boolean {
  return call.kind === "operation" && /yaml|javascript/.test(call.requestBody?.contentType ?? "");
}

/** The expressions that are values of JSON, in a string that is one JSON text or has one on each line. */
function valuesInJson(parts: readonly (string | Expression)[]): ReadonlySet<Expression> {
  const values = new Set<Expression>();
  const text = parts.map((part) => (typeof part === "string" ? part : "0")).join("");
  if (!isJsonText(text) && !text.split("\n").every((line) => !line.trim() || isJsonText(line))) {
    return values;
  }
  let isInString = false;
  for (const part of parts) {
    if (typeof part !== "string") {
      if (!isInString) values.add(part);
    } else if (part.replace(/\\./g, "").split('"').length % 2 === 0) {
      isInString = !isInString;
    }
  }
  return values;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
