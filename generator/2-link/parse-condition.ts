import type { ComparisonOperator, Scalar } from "./linked.js";

/** A condition as it is written: operands of expressions are still text. */
export type ParsedCondition =
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: ParsedOperand;
      readonly right: ParsedOperand;
    }
  | { readonly kind: "and" | "or"; readonly conditions: readonly ParsedCondition[] }
  | { readonly kind: "not"; readonly condition: ParsedCondition };

export type ParsedOperand =
  | { readonly kind: "literal"; readonly value: Scalar }
  /** A text that starts with `$`; `offset` is where it starts in the condition. */
  | { readonly kind: "reference"; readonly text: string; readonly offset: number };

/** Tells what is wrong with a condition, and where in it. */
export class ConditionError extends Error {
  override readonly name = "ConditionError";
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

interface Token {
  readonly kind: "operator" | "literal" | "reference" | "end";
  readonly text: string;
  readonly offset: number;
}

const operatorPattern = /(?<operator>&&|\|\||[=!<>]=|[<>!()])/.source;
const literalPattern =
  /(?<literal>'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?![\w.]))/
    .source;
/** Up to a blank, an operator or a quote; a single `&` or `|` may be part of a name. */
const referencePattern = /(?<reference>\$(?:[^\s()&|=!<>'"]|&(?!&)|\|(?!\|))*)/.source;

/**
 * Reads a condition of literals, operators and references that start with `$`.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object
 * @throws {ConditionError}
 */
export function parseCondition(text: string): ParsedCondition {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: "end", text: "", offset: text.length };
  const takes = (operator: string): boolean => {
    if (peek().kind !== "operator" || peek().text !== operator) return false;
    next += 1;
    return true;
  };

  const condition = parseChain("or", "||", () => parseChain("and", "&&", parseTerm));
  if (peek().kind !== "end") throw new ConditionError(`unexpected ${peek().text}`, peek().offset);
  return condition;

  function parseChain(
    kind: "and" | "or",
    operator: string,
    parseLink: () => ParsedCondition,
  ): ParsedCondition {
    const conditions = [parseLink()];
    while (takes(operator)) conditions.push(parseLink());
    const [only] = conditions;
    return conditions.length === 1 && only ? only : { kind, conditions };
  }

  function parseTerm(): ParsedCondition {
    if (takes("!")) return { kind: "not", condition: parseTerm() };
    if (takes("(")) {
      const inner = parseChain("or", "||", () => parseChain("and", "&&", parseTerm));
      if (!takes(")")) throw new ConditionError("a closing parenthesis is missing", peek().offset);
      return inner;
    }
    const left = parseOperand();
    const operator = comparisonOperators.find(takes);
    if (!operator) throw new ConditionError("a comparison operator is missing", peek().offset);
    return { kind: "comparison", operator, left, right: parseOperand() };
  }

  function parseOperand(): ParsedOperand {
    const { kind, text: operand, offset } = peek();
    next += 1;
    if (kind === "reference") return { kind, text: operand, offset };
    if (kind === "literal") return { kind, value: literalValue(operand) };
    throw new ConditionError(
      kind === "end" ? "it ends where a value is needed" : `unexpected ${operand}`,
      offset,
    );
  }
}

const comparisonOperators: readonly ComparisonOperator[] = ["==", "!=", "<=", ">=", "<", ">"];

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(
    `\\s*(?:${operatorPattern}|${literalPattern}|${referencePattern})`,
    "y",
  );
  while (text.slice(pattern.lastIndex).trim() !== "") {
    const start = pattern.lastIndex;
    const { operator, literal, reference } = pattern.exec(text)?.groups ?? {};
    const found = operator ?? literal ?? reference;
    if (found === undefined) {
      const rest = text.slice(start).trimStart();
      throw new ConditionError(`cannot read ${rest}`, text.length - rest.length);
    }
    const kind = operator ? "operator" : literal ? "literal" : "reference";
    tokens.push({ kind, text: found, offset: pattern.lastIndex - found.length });
  }
  return tokens;
}

function literalValue(text: string): Scalar {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text.startsWith('"')) return text.slice(1, -1).replace(/\\(.)/g, "$1");
  if (text === "true" || text === "false") return text === "true";
  return text === "null" ? null : Number(text);
}
