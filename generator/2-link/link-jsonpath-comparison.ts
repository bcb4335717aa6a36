import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { formatJsonPointer } from "../source/json-pointer.js";
import { child, type Located, placeOf, textAt } from "../source/located.js";
import { linkCondition } from "./link-condition.js";
import { linkExpression, type Scope } from "./link-expression.js";
import type { Condition, Operand } from "./linked.js";
import type { ParsedCondition } from "./parse-condition.js";

/**
 * Reads `$.Items.length > 0`: no RFC 9535 query, but what published documents write when they mean
 * the comparison of a value of the context.
 */
export function linkJsonPathComparison(
  parsed: ParsedCondition,
  text: string,
  at: Located,
  scope: Scope,
  diagnostics: Diagnostics,
): Condition | undefined {
  const context = textAt(at, "context");
  if (context === undefined) {
    diagnostics.report("criterion-context", placeOf(at), {});
    return undefined;
  }
  const place = placeOf(child(at, "condition") ?? at);
  const condition = linkCondition(parsed, false, (operand) => {
    if (operand.kind === "literal") return operand;
    const query = readSingularQuery(operand.text);
    if (!query) {
      diagnostics.report("unsupported", place, { construct: `the query ${operand.text}` });
      return undefined;
    }
    const { pointer, ofLength } = query;
    const separator = pointer.length === 0 || context.includes("#") ? "" : "#";
    const expression = linkExpression(
      `${context}${separator}${formatJsonPointer(pointer)}`,
      place,
      scope,
      diagnostics,
    );
    return expression && { kind: "expression", expression, ofLength };
  });
  if (condition) {
    const standard = `$[?${showCondition(condition)}]`;
    diagnostics.report("jsonpath-comparison", place, { condition: text, standard });
  }
  return condition;
}

/** `$.a[0].length` as the pointer `/a/0` whose length is asked; undefined for any other query. */
function readSingularQuery(
  query: string,
): { pointer: readonly string[]; ofLength: boolean } | undefined {
  const segments = [...query.slice(1).matchAll(/\.([\p{L}_][\p{L}\p{N}_-]*)|\[(\d+)\]/gu)];
  if (segments.map(([segment]) => segment).join("") !== query.slice(1)) return undefined;
  const pointer = segments.map(([, name, index]) => name ?? index ?? "");
  const ofLength = pointer.at(-1) === "length";
  return { pointer: ofLength ? pointer.slice(0, -1) : pointer, ofLength };
}

/** The condition as RFC 9535 writes it in a filter; `$` is the context there, too. */
function showCondition(condition: Condition): string {
  switch (condition.kind) {
    case "comparison": {
      const { left, operator, right } = condition;
      return `${showOperand(left)} ${operator} ${showOperand(right)}`;
    }
    case "not":
      return `!(${showCondition(condition.condition)})`;
    case "and":
    case "or": {
      const operator = condition.kind === "and" ? " && " : " || ";
      return condition.conditions.map((each) => `(${showCondition(each)})`).join(operator);
    }
  }
}

function showOperand(operand: Operand): string {
  if (operand.kind === "literal") return JSON.stringify(operand.value);
  const [, pointer = ""] = operand.expression.text.split("#");
  const names = pointer.split("/").slice(1);
  const query = `$${names.map((name) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`)).join("")}`;
  return operand.ofLength ? `length(${query})` : query;
}
