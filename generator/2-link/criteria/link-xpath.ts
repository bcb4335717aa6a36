import type { Condition, LinkedQuery } from "../../model/linked.js";
import type { Located } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import type { TextExpression } from "../expressions/split-text.js";
import type { Scope } from "../workflows/scope.js";
import type { QueryProblem } from "./check-jsonpath.js";
import { checkXPath } from "./check-xpath.js";
import type { CriterionText } from "./criterion-text.js";
import { linkQueryContext } from "./query-context.js";
import { isText, linkQueryParts, placeOfProblem } from "./query-parts.js";
import { isLiteral, type SplitQuery, splitQuery } from "./split-query.js";

/** Links a condition of type xpath. Every version of XPath is read as version 3.1. */
export function linkXPath(
  { text, context: contextAt, conditionAt }: CriterionText & { readonly context: Located },
  scope: Scope,
): Condition | undefined {
  const context = linkQueryContext(contextAt, scope);
  const query = linkXPathQuery(conditionAt, text, scope);
  const operand = query && context.operandAt([], text);
  return operand && { kind: "xpath", operand, query };
}

/** Undefined if an error was reported. */
export function linkXPathQuery(at: Located, text: string, scope: Scope): LinkedQuery | undefined {
  const split = splitQuery(text, "xpath");
  const step = valueAsStep(split);
  if (step) {
    const name = `'{${step.text}}'`;
    scope.diagnostics.report("xpath-syntax", placeInText(at, step.offset, step.text.length), {
      expression: text,
      problem: "a value cannot be a step of a path",
      fix: `write *[name() = ${name}] for an element with that name, or @*[name() = ${name}] for an attribute`,
    });
    return undefined;
  }
  const problem = checkFilled(split);
  if (problem !== undefined) {
    const place = placeOfProblem(problem, at, split);
    const parameters = { expression: text, problem: problem.problem };
    scope.diagnostics.report("xpath-syntax", place, parameters);
    return undefined;
  }
  return linkQueryParts(split, at, scope);
}

/** The expression with variables in place of its values. */
export function withVariables(query: readonly (string | object)[]): string {
  return query.map((part, index) => (isText(part) ? part : `$arazzo.${index}`)).join("");
}

/** Expressions become variables at run time. Their types are unknown. */
function checkFilled(split: SplitQuery): QueryProblem | undefined {
  const names = split.flatMap((part, index) => (isText(part) ? [] : `arazzo.${index}`));
  const found = checkXPath(withVariables(split), names);
  const problem = found?.problem.replace(/\$arazzo\.\d+/g, "{…}");
  return found && problem !== undefined ? { ...found, problem } : undefined;
}

/** The expression in a path such as `/jobs/{$inputs.name}`, where a variable would be valid and would select nothing. */
function valueAsStep(split: SplitQuery): TextExpression | undefined {
  for (const [index, part] of split.entries()) {
    if (isText(part)) continue;
    const [before, after] = [split[index - 1], split[index + 1]];
    const isStep =
      (isText(before) && /(?:[/@]|::)\s*$/.test(before)) ||
      (isText(after) && /^\s*(?:\/|::)/.test(after));
    const expression = isLiteral(part) ? part.find((each) => !isText(each)) : part;
    if (isStep && expression && !isText(expression)) return expression;
  }
  return undefined;
}
