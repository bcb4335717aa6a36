import type { Template } from "../../model/linked.js";
import type { Located } from "../../source/located.js";
import { reportRoundedInText } from "../documents/report-rounded.js";
import { linkTemplate } from "../expressions/link-template.js";
import type { Scope } from "../workflows/scope.js";
import { parsePayloadText } from "./payload-document.js";

/** The start of an object or array, or one expression within white space, as in a block of YAML. */
const jsonTemplate =
  /^\s*(?:\{(?!\s*\$)|\[)|^\s+(?:\{\$[^{}]*\}|\$\S*)\s*$|^(?:\{\$[^{}]*\}|\$\S*)\s+$/;

/** Links a value that is sent as JSON. A string that contains JSON is parsed now, not at run time. */
export function linkJsonText(at: Located, scope: Scope): Template {
  const isTemplate = typeof at.value === "string" && jsonTemplate.test(at.value);
  if (!isTemplate || reportRoundedInText(at, scope.diagnostics)) return linkTemplate(at, scope);
  const parsed = parsePayloadText(at);
  if (!("problem" in parsed)) return linkTemplate(parsed, scope);
  const { place, problem } = parsed;
  scope.diagnostics.report("payload-syntax", place, { problem });
  return linkTemplate(at, scope);
}
