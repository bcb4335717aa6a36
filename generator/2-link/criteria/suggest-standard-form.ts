import type { ComparisonOperator, Scalar } from "../../model/linked.js";
import { looksLikeExpression } from "../expressions/parse-expression.js";
import { readLoosePath } from "../expressions/read-loose-path.js";
import { checkJsonPath } from "./check-jsonpath.js";
import { lengthAsElement } from "./length-as-element.js";
import type { ParsedCondition, ParsedOperand } from "./parse-condition.js";
import { endOfBrackets } from "./tokenize-condition.js";

type ParsedComparison = Extract<ParsedCondition, { kind: "comparison" }>;

/**
 * Suggests a standard form of a comparison such as `$.items.length > 0`; undefined if there is none.
 *
 * A filter tests the elements of a value, so it never holds for an empty array. A comparison with the length of the
 * context itself therefore becomes a simple condition.
 */
export function suggestStandardForm(
  condition: ParsedCondition,
  context: string,
): string | undefined {
  if (operandsOf(condition).every(isOfNoQuery))
    return "it as a simple condition, without type and context";
  if (condition.kind === "truth") return checked(showOperand(condition.operand));
  const length = condition.kind === "comparison" ? readLength(condition) : undefined;
  if (length && isSome(length.operator, length.count)) return `${showPath(length.path)}[*]`;
  if (length?.path.length === 0) {
    const simple = lengthAsElement(context, length.operator, length.count);
    return simple && `the simple condition ${simple}`;
  }
  const isLost = operandsOf(condition).some(isOfContextAsList) && holdsForNothing(condition);
  return isLost ? undefined : checked(`$[?${showCondition(condition)}]`);
}

/** Writes a comparison with the values that a query finds as a filter; undefined if that is not possible. */
export function suggestFilter({ left, operator, right }: ParsedComparison): string | undefined {
  const whole = checked(`$[?${showOperand(left)} ${operator} ${showOperand(right)}]`);
  const isTurned = left.kind === "literal";
  const [query, value] = isTurned ? [right, left] : [left, right];
  if (whole !== undefined || query.kind !== "reference" || value.kind !== "literal") return whole;
  const compared = `${isTurned ? turnedAround[operator] : operator} ${showOperand(value)}`;
  const segments = splitSegments(query.text);
  const index = segments.findLastIndex((each) => /^(?:\.\*|\[\*|\[\?)/.test(each));
  const start = segments.slice(0, index).join("");
  const path = segments.slice(index + 1).join("");
  const selector = segments[index];
  if (selector?.startsWith("[?"))
    return checked(`${start}[?(${selector.slice(2, -1)}) && @${path} ${compared}]`);
  if (selector !== undefined) return checked(`${start}[?@${path} ${compared}]`);
  const name = segments.at(-1) ?? "";
  const above = segments.slice(0, -1).join("");
  return name.startsWith("..") ? checked(`${above}..[?@${name.slice(1)} ${compared}]`) : undefined;
}

/** Splits `$..a[?@.b].c` into `$`, `..a`, `[?@.b]` and `.c`. */
function splitSegments(query: string): readonly string[] {
  const segments: string[] = [];
  let offset = 0;
  while (offset < query.length) {
    const [name = ""] = /^(?:\.{1,2}|.)[^.[]*/s.exec(query.slice(offset)) ?? [];
    const end = query.charAt(offset) === "[" ? endOfBrackets(query, offset) : undefined;
    segments.push(query.slice(offset, end ?? offset + name.length));
    offset = end ?? offset + name.length;
  }
  return segments;
}

/** True if the comparison of a count with `count` means "at least one". */
export function isSome(operator: string, count: number): boolean {
  return ["> 0", ">= 1", "!= 0"].includes(`${operator} ${count}`);
}

/** True if the comparison of a count with `count` means "none". */
export function isNone(operator: string, count: number): boolean {
  return ["== 0", "< 1", "<= 0"].includes(`${operator} ${count}`);
}

const turnedAround: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function checked(query: string): string | undefined {
  return checkJsonPath(query) === undefined ? query : undefined;
}

/** Reads a comparison of a length with a number; `path` leads to the measured value. */
function readLength({ left, operator, right }: ParsedComparison) {
  if (left.kind !== "reference" || right.kind !== "literal") return undefined;
  const path = readLoosePath(left.text.slice(1));
  if (path?.at(-1) !== "length" || typeof right.value !== "number") return undefined;
  return { path: path.slice(0, -1), operator, count: right.value };
}

function isOfNoQuery(operand: ParsedOperand): boolean {
  return operand.kind === "literal" || looksLikeExpression(operand.text);
}

function operandsOf(condition: ParsedCondition): readonly ParsedOperand[] {
  switch (condition.kind) {
    case "comparison":
      return [condition.left, condition.right];
    case "truth":
      return [condition.operand];
    case "not":
      return operandsOf(condition.condition);
    case "and":
    case "or":
      return condition.conditions.flatMap(operandsOf);
  }
}

/** Whether the operand is the length or an element of the context. */
function isOfContextAsList(operand: ParsedOperand): boolean {
  return operand.kind === "reference" && /^\$(?:\.length$|\[[\d*?]|\.\*)/.test(operand.text);
}

/** Whether the condition holds if its queries find nothing. */
function holdsForNothing(condition: ParsedCondition): boolean {
  switch (condition.kind) {
    case "comparison": {
      const [left, right] = [condition.left, condition.right].map((operand): Scalar | undefined =>
        operand.kind === "literal"
          ? operand.value
          : operand.text.endsWith(".length")
            ? 0
            : undefined,
      );
      const areNumbers = typeof left === "number" && typeof right === "number";
      if (condition.operator === "!=") return left !== right;
      if (condition.operator === "==") return left === right;
      if (!areNumbers) return false;
      return condition.operator.startsWith("<") ? left <= right : left >= right;
    }
    case "truth":
      return false;
    case "not":
      return !holdsForNothing(condition.condition);
    case "and":
      return condition.conditions.every(holdsForNothing);
    case "or":
      return condition.conditions.some(holdsForNothing);
  }
}

/** The condition in the syntax of RFC 9535, where `$` is also the context. */
function showCondition(condition: ParsedCondition): string {
  switch (condition.kind) {
    case "comparison": {
      const { left, operator, right } = condition;
      return `${showOperand(left)} ${operator} ${showOperand(right)}`;
    }
    case "truth":
      return showOperand(condition.operand);
    case "not":
      return `!(${showCondition(condition.condition)})`;
    case "and":
    case "or": {
      const operator = condition.kind === "and" ? " && " : " || ";
      return condition.conditions.map((each) => `(${showCondition(each)})`).join(operator);
    }
  }
}

function showOperand(operand: ParsedOperand): string {
  if (operand.kind === "literal") return JSON.stringify(operand.value);
  if (looksLikeExpression(operand.text)) return `'{${operand.text}}'`;
  const path = readLoosePath(operand.text.slice(1));
  if (path?.at(-1) === "length") return `length(${showPath(path.slice(0, -1))})`;
  if (path) return showPath(path);
  const counted = operand.text.replace(/\.length$/, "");
  return counted === operand.text ? counted : `count(${counted})`;
}

/** `$.items[0]["first-name"]`: only plain names can follow a dot. */
function showPath(path: readonly string[]): string {
  const segments = path.map((name) => {
    if (/^\d+$/.test(name)) return `[${name}]`;
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  });
  return `$${segments.join("")}`;
}
