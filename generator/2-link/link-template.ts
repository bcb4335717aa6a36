import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { entriesOf, itemsOf, type Located, placeOf } from "../source/located.js";
import { linkExpression, type Scope } from "./link-expression.js";
import type { Template } from "./linked.js";
import { looksLikeExpression } from "./parse-expression.js";

/** Reads a value in which texts may be runtime expressions; undefined when something was reported. */
export function linkTemplate(
  at: Located,
  scope: Scope,
  diagnostics: Diagnostics,
): Template | undefined {
  const { value } = at;
  if (typeof value === "string") return linkText(value, at, scope, diagnostics);
  if (typeof value === "number" || typeof value === "boolean" || value === null) {
    return { kind: "literal", value, at };
  }
  if (Array.isArray(value)) {
    const items = itemsOf(at).map((item) => linkTemplate(item, scope, diagnostics));
    return { kind: "array", items: items.filter((item) => item !== undefined), at };
  }
  const entries = entriesOf(at).flatMap(([name, entry]) => {
    const linked = linkTemplate(entry, scope, diagnostics);
    return linked ? [{ name, value: linked }] : [];
  });
  return { kind: "object", entries, at };
}

function linkText(
  value: string,
  at: Located,
  scope: Scope,
  diagnostics: Diagnostics,
): Template | undefined {
  if (/\{\$[^}]*\}/.test(value)) {
    diagnostics.report("unsupported", placeOf(at), { construct: "an expression inside a text" });
    return undefined;
  }
  if (!looksLikeExpression(value)) return { kind: "literal", value, at };
  const expression = linkExpression(value, placeOf(at), scope, diagnostics);
  return expression && { kind: "expression", expression, at };
}
