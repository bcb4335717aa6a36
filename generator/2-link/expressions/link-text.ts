import type { Expression, Template } from "../../model/linked.js";
import { rulesOf, type VersionRules } from "../../model/versions.js";
import type { Located } from "../../source/located.js";
import { placesInText } from "../../source/place-in-text.js";
import { inputNamesOf } from "../documents/schema-names.js";
import type { Scope } from "../workflows/scope.js";
import { linkExpression } from "./link-expression.js";
import { looksLikeExpression } from "./parse-expression.js";
import { reportLookAlikes } from "./report-look-alikes.js";
import { splitText, type TextExpression } from "./split-text.js";

/** Links a string that is an expression or contains expressions. */
export function linkText(value: string, at: Located, scope: Scope): Template {
  const rules = rulesOf(scope.arazzo.document);
  const parts = splitText(value, rules);
  const [first] = parts;
  const placeAt = placesInText(at);
  const link = ({ text, offset }: Pick<TextExpression, "text" | "offset">) =>
    linkExpression(text, placeAt(offset, text.length), scope);
  if (isOneExpression(value, parts, rules) || isNameOfInput(value, scope)) {
    const whole = first !== undefined && typeof first !== "string" && first.isBraced;
    const linked = link(whole ? first : { text: value, offset: 0 });
    // In a JSON template, quotes around braces do not make a string.
    const becomesJson = whole && rules.embedsAnyValue && at.document === scope.arazzo.document;
    const expression: Expression = becomesJson ? { ...linked, becomesJson } : linked;
    return { kind: "expression", expression, ...(whole && { isEmbedded: true }), at };
  }
  reportLookAlikes(value, at, scope);
  if (parts.every((part) => typeof part === "string")) return { kind: "literal", value, at };
  const linked = parts.map((part): string | Expression => {
    if (typeof part === "string") return part;
    return rules.embedsAnyValue ? { ...link(part), becomesJson: true } : link(part);
  });
  for (const part of parts) {
    if (typeof part === "string" || part.isBraced) continue;
    const place = placeAt(part.offset, part.text.length);
    scope.diagnostics.report("expression-unbraced", place, { expression: part.text });
  }
  return { kind: "text", parts: linked.filter((part) => part !== ""), at };
}

/**
 * A string that starts like an expression is a single expression, unless it contains characters that
 * are unlikely in a name or a JSON Pointer.
 */
function isOneExpression(
  value: string,
  parts: readonly (string | TextExpression)[],
  rules: VersionRules,
): boolean {
  const [first] = parts;
  if (parts.length === 1 && typeof first !== "string") return true;
  if (!looksLikeExpression(value, rules)) return false;
  if (parts.filter((part) => typeof part !== "string").length > 1) return false;
  return !/\s|[,;:"'<>&=?|()]/.test(value.split("#/")[0] ?? "");
}

/** The name of an input can contain spaces, such as `Order Type`. */
function isNameOfInput(value: string, { workflow, resolve }: Scope): boolean {
  const [, name] = /^\$inputs\.([^#]+)/.exec(value) ?? [];
  return name !== undefined && /\s/.test(name) && inputNamesOf(workflow.at, resolve).includes(name);
}
