import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Condition, LinkedQuery, Operand } from "../../model/linked.js";
import { sampleJsonPath } from "../../model/sample-query.js";
import { type Located, placeOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import { reportRoundedInText } from "../documents/report-rounded.js";
import { linkExpression } from "../expressions/link-expression.js";
import { looksLikeExpression } from "../expressions/parse-expression.js";
import { readLoosePath } from "../expressions/read-loose-path.js";
import type { Scope } from "../workflows/scope.js";
import { checkJsonPath } from "./check-jsonpath.js";
import type { CriterionText } from "./criterion-text.js";
import { linkCondition } from "./link-condition.js";
import { type ParsedCondition, type ParsedOperand, parseCondition } from "./parse-condition.js";
import { linkQueryContext, type QueryContext } from "./query-context.js";
import { linkQueryParts, placeOfProblem } from "./query-parts.js";
import { splitQuery } from "./split-query.js";
import { isNone, isSome, suggestFilter, suggestStandardForm } from "./suggest-standard-form.js";
import { ConditionError } from "./tokenize-condition.js";

/**
 * Links a condition of type jsonpath: a query of RFC 9535, or a comparison such as `$.items.length > 0`, which is not
 * a query but is common in published documents.
 */
export function linkJsonPath(
  criterion: CriterionText & { readonly context: Located },
  scope: Scope,
): Condition | undefined {
  const { diagnostics } = scope;
  const { text, conditionAt } = criterion;
  const place = placeOf(conditionAt);
  reportRoundedInText(conditionAt, diagnostics);
  const context = linkQueryContext(criterion.context, scope);
  if (containsExpressions(text)) return linkFilledQuery(criterion, context, scope);
  const problem = checkJsonPath(text);
  if (problem === undefined) return linkQuery([text], context);
  const parsed = parseComparison(text);
  if (!parsed || (parsed.kind === "truth" && !isPlainPath(text))) {
    const faulty = placeOfProblem(problem, conditionAt);
    diagnostics.report("jsonpath-syntax", faulty, { query: text, problem: problem.problem });
    return undefined;
  }
  const bindOperand = (operand: ParsedOperand) => bindOperandOf(operand, criterion, context, scope);
  const condition = linkCondition(parsed, {
    ignoresCase: false,
    bindOperand,
    bindComparison: (comparison) => linkComparison(comparison, criterion, context, diagnostics),
    bindTruth: (operand) => {
      const finds = operand.kind === "reference" && checkJsonPath(operand.text) === undefined;
      if (finds) return linkQuery([operand.text], context);
      const bound = bindOperand(operand);
      return bound && { kind: "truth", operand: bound };
    },
  });
  if (condition) {
    const standard = suggestStandardForm(parsed, context.text);
    diagnostics.report("jsonpath-comparison", place, { condition: text, standard });
  }
  return condition;
}

/** True for a path of names and indexes, even if a name such as `first-name` lacks the brackets that it needs. */
function isPlainPath(text: string): boolean {
  return /^\$(?:\.[\p{L}_][\p{L}\p{N}_-]*|\[(?:0|[1-9]\d{0,8})\])+$/u.test(text);
}

/**
 * True for a query such as `$.a[?@.id == '$inputs.id']`. A comparison such as `$.id == $inputs.id` is linked by its
 * operands.
 */
function containsExpressions(text: string): boolean {
  if (/\[[^\]]*\$(?:inputs|outputs|steps|workflows|response|request|statusCode)\b/.test(text))
    return true;
  const split = splitQuery(text, "jsonpath");
  return split.length > 1 && checkJsonPath(sampleJsonPath(split)) === undefined;
}

function parseComparison(text: string): ParsedCondition | undefined {
  try {
    return parseCondition(text).condition;
  } catch (error) {
    if (error instanceof ConditionError) return undefined;
    throw error;
  }
}

function linkQuery(
  query: LinkedQuery,
  context: QueryContext,
  text = String(query[0]),
): Condition | undefined {
  const operand = context.operandAt([], text);
  return operand && { kind: "jsonpath", operand, query };
}

/** Links a query that contains expressions: `$.data[?@.id == '$inputs.id'].length == 0`. */
function linkFilledQuery(
  { text, conditionAt }: CriterionText,
  context: QueryContext,
  scope: Scope,
): Condition | undefined {
  const { diagnostics } = scope;
  const [, queryText = text, operator, number] =
    /^(.*)\.length\s*(==|!=|<=|>=|<|>)\s*(\d+)$/s.exec(text) ?? [];
  const parts = splitQuery(queryText, "jsonpath");
  const problem = checkJsonPath(sampleJsonPath(parts));
  if (problem !== undefined) {
    const place = placeOfProblem(problem, conditionAt, parts);
    diagnostics.report("jsonpath-syntax", place, { query: text, problem: problem.problem });
    return undefined;
  }
  const query = linkQueryParts(parts, conditionAt, scope);
  const found = linkQuery(query, context, text);
  if (operator === undefined) return found;
  const standard = `$[?count(${queryText}) ${operator} ${number}]`;
  const counted = found && ofCount(found, operator, Number(number));
  const place = placeOf(conditionAt);
  if (counted) diagnostics.report("jsonpath-comparison", place, { condition: text, standard });
  else if (found) diagnostics.report("jsonpath-outside-filter", place, { query: text, standard });
  return counted;
}

/** Compares the number of found values; undefined unless the comparison means "none" or "at least one". */
function ofCount(found: Condition, operator: string, count: number): Condition | undefined {
  if (isSome(operator, count)) return found;
  return isNone(operator, count) ? { kind: "not", condition: found } : undefined;
}

/**
 * Links a comparison that contains a query. Only a filter can compare the values that a query finds. The comparison is
 * therefore reported, unless it tests whether the query finds any value.
 */
function linkComparison(
  comparison: Extract<ParsedCondition, { kind: "comparison" }>,
  { conditionAt }: CriterionText,
  context: QueryContext,
  diagnostics: Diagnostics,
): Condition | undefined | "default" {
  const { left, operator, right } = comparison;
  const [query] = [left, right].flatMap((operand) => (isQuery(operand) ? operand : []));
  if (!query) return "default";
  if (query === left && right.kind === "literal" && query.text.endsWith(".length")) {
    const found = linkQuery([withoutLength(query.text)], context);
    const counted = found && ofCount(found, operator, Number(right.value));
    if (counted) return counted;
  }
  const place = placeInText(conditionAt, query.offset, query.text.length);
  const standard = suggestFilter(comparison);
  diagnostics.report("jsonpath-outside-filter", place, { query: query.text, standard });
  return undefined;
}

/** True for a query of RFC 9535 that contains more than names and indexes. */
function isQuery(operand: ParsedOperand): operand is Extract<ParsedOperand, { kind: "reference" }> {
  if (operand.kind === "literal" || looksLikeExpression(operand.text)) return false;
  const isPath = readLoosePath(operand.text.slice(1)) !== undefined;
  return !isPath && checkJsonPath(withoutLength(operand.text)) === undefined;
}

function withoutLength(query: string): string {
  return query.replace(/\.length$/, "");
}

function bindOperandOf(
  operand: ParsedOperand,
  { conditionAt }: CriterionText,
  context: QueryContext,
  scope: Scope,
): Operand | undefined {
  if (operand.kind === "literal") return operand;
  const { text, offset } = operand;
  const place = placeInText(conditionAt, offset, text.length);
  if (looksLikeExpression(text)) {
    const expression = linkExpression(text, place, scope);
    return { kind: "expression", expression, ofLength: false };
  }
  const path = readLoosePath(text.slice(1));
  if (!path) {
    const problem = checkJsonPath(text)?.problem ?? "it cannot be used as a value";
    scope.diagnostics.report("jsonpath-syntax", place, { query: text, problem });
    return undefined;
  }
  const ofLength = path.at(-1) === "length";
  const found = context.operandAt(ofLength ? path.slice(0, -1) : path, text, place);
  return found && { ...found, ofLength };
}
