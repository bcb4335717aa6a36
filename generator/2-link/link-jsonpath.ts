import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { type Located, placeOf } from "../source/located.js";
import { placeInText } from "../source/place-in-text.js";
import { checkJsonPath } from "./check-jsonpath.js";
import { linkCondition } from "./link-condition.js";
import type { CriterionText } from "./link-criterion.js";
import { linkExpression } from "./link-expression.js";
import type { Condition, Expression, Operand } from "./linked.js";
import { type ParsedCondition, type ParsedOperand, parseCondition } from "./parse-condition.js";
import { looksLikeExpression } from "./parse-expression.js";
import { linkQueryContext, type QueryContext } from "./query-context.js";
import { readLoosePath } from "./read-loose-path.js";
import type { Scope } from "./scope.js";
import { showCondition } from "./show-condition.js";
import { splitText } from "./split-text.js";
import { ConditionError } from "./tokenize-condition.js";

/**
 * Reads a condition of type jsonpath: a query of RFC 9535, or a comparison such as
 * `$.items.length > 0`, which is none but what published documents write.
 */
export function linkJsonPath(
  criterion: CriterionText & { readonly context: Located },
  scope: Scope,
  diagnostics: Diagnostics,
): Condition | undefined {
  const { text, conditionAt } = criterion;
  const place = placeOf(conditionAt);
  const context = linkQueryContext(criterion.context, scope, diagnostics);
  if (!context) return undefined;
  if (hasExpressionInQuery(text)) return linkFilledQuery(criterion, context, scope, diagnostics);
  const problem = checkJsonPath(text);
  if (problem === undefined) return linkQuery([text], context);
  const parsed = parseComparison(text);
  if (!parsed) {
    diagnostics.report("jsonpath-syntax", place, { query: text, problem });
    return undefined;
  }
  const bindOperand = (operand: ParsedOperand) =>
    bindOperandOf(operand, criterion, context, scope, diagnostics);
  const condition = linkCondition(parsed, {
    ignoresCase: false,
    bindOperand,
    bindComparison: (comparison) => linkCount(comparison, context) ?? "default",
    bindTruth: (operand) => {
      const isQuery = operand.kind === "reference" && checkJsonPath(operand.text) === undefined;
      if (isQuery) return linkQuery([operand.text], context);
      const bound = bindOperand(operand);
      return bound && { kind: "truth", operand: bound };
    },
  });
  if (condition) {
    const standard = `$[?${showCondition(parsed)}]`;
    diagnostics.report("jsonpath-comparison", place, { condition: text, standard });
  }
  return condition;
}

/** Whether an expression stands within the brackets of a query: `$.a[?@.id == '$inputs.id']`. */
function hasExpressionInQuery(text: string): boolean {
  return /\[[^\]]*\$(?:inputs|outputs|steps|workflows|response|request|statusCode)\b/.test(text);
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
  query: readonly (string | Expression)[],
  context: QueryContext,
): Condition | undefined {
  const text = query.map((part) => (typeof part === "string" ? part : part.text)).join("");
  const operand = context.operandAt([], text);
  return operand && { kind: "jsonpath", operand, query };
}

/**
 * Reads a query that holds expressions: `$.data[?@.id == '$inputs.id'].length == 0`. The quotes around
 * an expression go, since its value is put in as a literal.
 */
function linkFilledQuery(
  { text, conditionAt }: CriterionText,
  context: QueryContext,
  scope: Scope,
  diagnostics: Diagnostics,
): Condition | undefined {
  const [, queryText = text, count] =
    /^(.*)\.length\s*((?:==|!=|<=|>=|<|>)\s*\d+)$/s.exec(text) ?? [];
  const parts = splitText(queryText);
  const bare = parts.map((part, index) => {
    if (typeof part !== "string") return part;
    const afterExpression = typeof parts[index - 1] === "object";
    const beforeExpression = typeof parts[index + 1] === "object";
    const started = afterExpression ? part.replace(/^['"]/, "") : part;
    return beforeExpression ? started.replace(/['"]$/, "") : started;
  });
  const filled = bare.map((part) => (typeof part === "string" ? part : '"x"')).join("");
  const problem = checkJsonPath(filled);
  if (problem !== undefined) {
    diagnostics.report("jsonpath-syntax", placeOf(conditionAt), { query: text, problem });
    return undefined;
  }
  const query = bare.map((part) => {
    if (typeof part === "string") return part;
    const place = placeInText(conditionAt, part.offset, part.text.length);
    return linkExpression(part.text, place, scope, diagnostics);
  });
  if (!query.every((part) => part !== undefined)) return undefined;
  const found = linkQuery(query, context);
  if (count === undefined || isSome(count)) return found;
  if (found && isNone(count)) return { kind: "not", condition: found };
  const construct = `counting with ${count} what a query finds`;
  diagnostics.report("unsupported", placeOf(conditionAt), { construct });
  return undefined;
}

function isSome(count: string): boolean {
  return ["> 0", ">= 1", "!= 0"].includes(count.replace(/\s+/g, " "));
}

function isNone(count: string): boolean {
  return ["== 0", "< 1", "<= 0"].includes(count.replace(/\s+/g, " "));
}

/** `$.items[?@.done].length == 0` asks how many values a query finds: none or some. */
function linkCount(
  { left, operator, right }: Extract<ParsedCondition, { kind: "comparison" }>,
  context: QueryContext,
): Condition | undefined {
  if (left.kind !== "reference" || right.kind !== "literal") return undefined;
  const query = left.text.replace(/\.length$/, "");
  const isList = query !== left.text && readLoosePath(query.slice(1)) === undefined;
  if (!isList || checkJsonPath(query) !== undefined) return undefined;
  const asked = `${operator} ${right.value}`;
  const found = linkQuery([query], context);
  if (isSome(asked)) return found;
  return found && isNone(asked) ? { kind: "not", condition: found } : undefined;
}

function bindOperandOf(
  operand: ParsedOperand,
  { conditionAt }: CriterionText,
  context: QueryContext,
  scope: Scope,
  diagnostics: Diagnostics,
): Operand | undefined {
  if (operand.kind === "literal") return operand;
  const { text, offset } = operand;
  const place = placeInText(conditionAt, offset, text.length);
  if (looksLikeExpression(text)) {
    const expression = linkExpression(text, place, scope, diagnostics);
    return expression && { kind: "expression", expression, ofLength: false };
  }
  const path = readLoosePath(text.slice(1));
  if (!path) {
    const problem = checkJsonPath(text);
    if (problem === undefined) {
      const construct = `comparing what the query ${text} finds`;
      diagnostics.report("unsupported", place, { construct });
    } else {
      diagnostics.report("jsonpath-syntax", place, { query: text, problem });
    }
    return undefined;
  }
  const ofLength = path.at(-1) === "length";
  const found = context.operandAt(ofLength ? path.slice(0, -1) : path, text, place);
  return found && { ...found, ofLength };
}
