import type { Condition } from "../../model/linked.js";
import type { Located } from "../../source/located.js";
import type { Scope } from "../workflows/scope.js";
import { checkXPath } from "./check-xpath.js";
import type { CriterionText } from "./criterion-text.js";
import { linkQueryContext } from "./query-context.js";
import { isText, linkQueryParts, placeOfProblem } from "./query-parts.js";
import { splitQuery } from "./split-query.js";

/** Links a condition of type xpath. Every version of XPath is read as version 3.1. */
export function linkXPath(
  { text, context: contextAt, conditionAt }: CriterionText & { readonly context: Located },
  scope: Scope,
): Condition | undefined {
  const context = linkQueryContext(contextAt, scope);
  const parts = splitQuery(text, "xpath");
  // Expressions become variables at run time. Their types are unknown, so `(.)` replaces them here: it has any type.
  const problem = checkXPath(parts.map((part) => (isText(part) ? part : "(.)")).join(""));
  if (problem !== undefined) {
    const place = placeOfProblem(problem, conditionAt, parts);
    scope.diagnostics.report("xpath-syntax", place, { expression: text, problem: problem.problem });
    return undefined;
  }
  const query = linkQueryParts(parts, conditionAt, scope);
  const operand = context.operandAt([], text);
  return operand && { kind: "xpath", operand, query };
}
