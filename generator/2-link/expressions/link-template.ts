import type { Template, TemplateProperty } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import { entriesOf, itemsOf, keyPlaceOf, type Located } from "../../source/located.js";
import { reportRoundedNumber } from "../documents/report-rounded.js";
import { linkSelector } from "../selectors/link-selector.js";
import { isSelector, reportNearSelector } from "../selectors/selector-object.js";
import type { Scope } from "../workflows/scope.js";
import { linkExpression } from "./link-expression.js";
import { linkText } from "./link-text.js";
import { looksLikeExpression } from "./parse-expression.js";
import { componentWithParts } from "./resolve-component.js";

/** Links a value whose strings can contain runtime expressions. */
export function linkTemplate(at: Located, scope: Scope): Template {
  const { value } = at;
  if (typeof value === "string") {
    const component = componentWithParts(value, scope);
    return component ? linkTemplate(component.at, component.scope) : linkText(value, at, scope);
  }
  if (typeof value === "number" || typeof value === "boolean" || value === null) {
    reportRoundedNumber(at, scope.diagnostics);
    return { kind: "literal", value, at };
  }
  if (Array.isArray(value)) {
    const items = itemsOf(at).map((item) => linkTemplate(item, scope));
    return { kind: "array", items, at };
  }
  if (isSelector(at, scope)) return { kind: "expression", expression: linkSelector(at, scope), at };
  reportNearSelector(at, scope);
  const entries = entriesOf(at).map(([key, entry]) => ({
    name: linkName(key, entry, scope),
    value: linkTemplate(entry, scope),
  }));
  return { kind: "object", entries, at };
}

/** The standard evaluates only values, but some documents also use expressions as property names. */
function linkName(name: string, entry: Located, scope: Scope): TemplateProperty["name"] {
  const expression = name.replace(/^\{(.*)\}$/, "$1");
  if (!looksLikeExpression(expression, rulesOf(scope.arazzo.document))) return name;
  const place = keyPlaceOf(entry);
  scope.diagnostics.report("expression-as-name", place, { expression: name });
  return linkExpression(expression, place, scope);
}
