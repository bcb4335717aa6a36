import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Condition, Operand } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import { placeOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import { reportRoundedInText } from "../documents/report-rounded.js";
import { linkExpression } from "../expressions/link-expression.js";
import { parseExpression } from "../expressions/parse-expression.js";
import type { ParsedExpression } from "../expressions/parsed-expression.js";
import { splitText } from "../expressions/split-text.js";
import type { Scope } from "../workflows/scope.js";
import type { CriterionText } from "./criterion-text.js";
import { lengthAsElement } from "./length-as-element.js";
import { linkCondition } from "./link-condition.js";
import { linkJsonPath } from "./link-jsonpath.js";
import { type ParsedCondition, type ParsedOperand, parseCondition } from "./parse-condition.js";
import { ConditionError } from "./tokenize-condition.js";

/** Links a condition of type simple. A context is ignored, unless the condition is a query. */
export function linkSimpleCondition(criterion: CriterionText, scope: Scope): Condition | undefined {
  const { diagnostics } = scope;
  const { text, conditionAt, context } = criterion;
  if (context && /^[\s(!]*\$(?:[.[]|\s|$)/.test(text)) {
    diagnostics.report("condition-deviation", placeOf(conditionAt), {
      condition: text,
      problem: 'it has a context, so it is read as a criterion of type "jsonpath"',
      standard: "type: jsonpath",
    });
    return linkJsonPath({ ...criterion, context }, scope);
  }
  if (context) diagnostics.report("context-ignored", placeOf(context), {});
  reportRoundedInText(criterion.conditionAt, diagnostics);
  reportQuoted(criterion, scope);
  const parsed = parse(criterion, diagnostics);
  return (
    parsed &&
    linkCondition(parsed, {
      ignoresCase: true,
      bindOperand: (operand) => bindOperand(operand, criterion, scope),
      bindComparison: (comparison) => {
        reportLength(comparison, criterion, scope);
        return "default";
      },
      bindTruth: (parsedOperand) => {
        const operand = bindOperand(parsedOperand, criterion, scope);
        const value = operand && nameOfScalar(operand);
        if (value === undefined) return operand && { kind: "truth", operand };
        const fix = "compare it with a literal, such as $statusCode == 200";
        const problem = `${value} is not true or false`;
        const parameters = { condition: text, problem, fix };
        diagnostics.report("condition-syntax", placeOf(conditionAt), parameters);
        return undefined;
      },
    })
  );
}

/** Reports strings such as `'{$inputs.state}'`, which are meant to be expressions. */
function reportQuoted({ text, conditionAt }: CriterionText, scope: Scope): void {
  const rules = rulesOf(scope.arazzo.document);
  for (const { 0: written, index } of text.matchAll(/'(?:[^']|'')*'/g)) {
    const [only, ...others] = splitText(written.slice(1, -1));
    const parts = [only, ...others].filter((part) => typeof part === "object");
    if (parts.every(({ text: part }) => parseExpression(part, rules).kind === "problem")) continue;
    const standard = typeof only === "object" && others.length === 0 ? only.text : undefined;
    const place = placeInText(conditionAt, index, written.length);
    scope.diagnostics.report("expression-quoted", place, { written, standard });
  }
}

/** Describes an operand that is always a string or number, which cannot be a condition. */
function nameOfScalar(operand: Operand): string | undefined {
  if (operand.kind === "expression") {
    const { kind, text } = operand.expression;
    return kind === "status-code" || kind === "constant" ? text : undefined;
  }
  const { value } = operand;
  return typeof value === "boolean" ? undefined : JSON.stringify(value);
}

function parse({ text, conditionAt }: CriterionText, diagnostics: Diagnostics) {
  try {
    const { condition, deviations } = parseCondition(text);
    for (const { offset, length, problem, standard } of deviations) {
      const place = placeInText(conditionAt, offset, length);
      const written = text.slice(offset, offset + length);
      const parameters = { condition: text, problem, standard, written };
      diagnostics.report("condition-deviation", place, parameters);
    }
    return condition;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const { message: problem, offset, fix } = error;
    const place = placeInText(conditionAt, offset, Math.max(1, text.length - offset));
    diagnostics.report("condition-syntax", place, { condition: text, problem, fix });
    return undefined;
  }
}

/** The part before `.length` or `.size()`; undefined if `length` or `size` is the name of an input or output. */
function measuredIn(text: string, { arazzo }: Scope): string | undefined {
  const measured = text.replace(/\.(?:length|size)(?:\(\))?$/, "");
  return measured !== text && meansValue(parseExpression(measured, rulesOf(arazzo.document)))
    ? measured
    : undefined;
}

function meansValue(parsed: ParsedExpression): boolean {
  if (parsed.kind === "body") return true;
  if (parsed.kind !== "named") return false;
  const isOfOther = parsed.root === "steps" || parsed.root === "workflows";
  return isOfOther
    ? /\.(?:in|out)puts\../.test(parsed.names)
    : parsed.root === "inputs" || parsed.root === "outputs";
}

function reportLength(
  { left, operator, right }: Extract<ParsedCondition, { kind: "comparison" }>,
  { text, conditionAt }: CriterionText,
  scope: Scope,
): void {
  const measured = left.kind === "reference" ? measuredIn(left.text, scope) : undefined;
  if (left.kind !== "reference" || measured === undefined) return;
  const place = placeInText(conditionAt, left.offset, measured.length);
  const { text: list } = linkExpression(measured, place, scope);
  const element =
    right.kind === "literal" ? lengthAsElement(list, operator, right.value) : undefined;
  const standard = element ?? "a criterion of type jsonpath, such as $[?length($.items) > 1]";
  const problem = "the standard defines no length in simple conditions";
  scope.diagnostics.report("condition-deviation", place, { condition: text, problem, standard });
}

function bindOperand(
  operand: ParsedOperand,
  { conditionAt }: CriterionText,
  scope: Scope,
): Operand | undefined {
  if (operand.kind === "literal") return operand;
  const measured = measuredIn(operand.text, scope);
  const expressionText = measured ?? operand.text;
  const place = placeInText(conditionAt, operand.offset, expressionText.length);
  const expression = linkExpression(expressionText, place, scope);
  return { kind: "expression", expression, ofLength: measured !== undefined };
}
