import type { ComparisonOperator, Scalar } from "../../model/linked.js";
import { ConditionError, type Token, tokenizeCondition } from "./tokenize-condition.js";

/** A condition whose expressions are not parsed yet. */
export type ParsedCondition =
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: ParsedOperand;
      readonly right: ParsedOperand;
    }
  | { readonly kind: "truth"; readonly operand: ParsedOperand }
  | { readonly kind: "and" | "or"; readonly conditions: readonly ParsedCondition[] }
  | { readonly kind: "not"; readonly condition: ParsedCondition };

export type ParsedOperand =
  | { readonly kind: "literal"; readonly value: Scalar }
  /** A string that starts with `$`; `offset` is its position in the condition. */
  | { readonly kind: "reference"; readonly text: string; readonly offset: number };

/** A part of a condition that is accepted although it deviates from the standard. */
export interface ConditionDeviation {
  readonly offset: number;
  readonly length: number;
  readonly problem: string;
  readonly standard: string;
}

/** The spellings of `true`, `false` and `null` in other languages. */
const foreignLiterals: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ...["null", "undefined", "none", "nil"].map((word) => [word, null] as const),
]);

const comparisonOperators: readonly ComparisonOperator[] = ["==", "!=", "<=", ">=", "<", ">"];

/**
 * Parses a condition of literals, operators and references that start with `$`.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object
 * @throws {ConditionError}
 */
export function parseCondition(text: string): {
  condition: ParsedCondition;
  deviations: readonly ConditionDeviation[];
} {
  const parser = new ConditionParser(text);
  return { condition: parser.parse(), deviations: parser.deviations };
}

class ConditionParser {
  readonly deviations: ConditionDeviation[] = [];
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenizeCondition(text);
  }

  parse(): ParsedCondition {
    const condition = this.#parseOr();
    if (this.#peek().kind !== "end") throw this.#problemOf(this.#peek());
    return condition;
  }

  #parseOr(): ParsedCondition {
    return this.#parseChain("or", "||", () =>
      this.#parseChain("and", "&&", () => this.#parseTerm()),
    );
  }

  #parseChain(
    kind: "and" | "or",
    operator: string,
    parseLink: () => ParsedCondition,
  ): ParsedCondition {
    const conditions = [parseLink()];
    while (this.#takes(operator)) conditions.push(parseLink());
    const [only] = conditions;
    return conditions.length === 1 && only ? only : { kind, conditions };
  }

  #parseTerm(): ParsedCondition {
    if (this.#takes("!")) return { kind: "not", condition: this.#parseTerm() };
    if (this.#takes("(")) {
      const inner = this.#parseOr();
      if (this.#takes(")")) return inner;
      if (this.#peek().kind !== "end") throw this.#problemOf(this.#peek());
      throw new ConditionError("missing closing parenthesis", this.#peek().offset);
    }
    const left = this.#parseOperand();
    const operator = comparisonOperators.find((each) => this.#takes(each));
    if (!operator) return { kind: "truth", operand: left };
    const { offset: middle, text: rightText } = this.#peek();
    const right = this.#peek().kind === "word" ? this.#parseWords() : this.#parseOperand();
    if (isStatusAsText(left, right)) {
      this.#deviate(middle, rightText.length, "a status is a number", String(right.value));
    }
    const next = this.#peek();
    if (comparisonOperators.some((each) => each === next.text)) {
      const [start, end] = [this.#text.slice(0, next.offset), this.#text.slice(next.offset)];
      const fix = `write ${start.trim()} && ${this.#text.slice(middle, next.offset)}${end}`;
      throw new ConditionError("comparisons cannot be chained", next.offset, fix);
    }
    return { kind: "comparison", operator, left, right };
  }

  #parseOperand(): ParsedOperand {
    const { kind, text, offset, value, deviation } = this.#peek();
    this.#next += 1;
    if (kind === "reference") return { kind, text, offset };
    if (kind === "literal") {
      if (deviation !== undefined) this.#deviate(offset, text.length, deviation, quoted(value));
      return { kind, value };
    }
    if (kind === "end") throw new ConditionError("a value is missing at the end", offset);
    if (kind !== "word") throw this.#problemOf({ kind, text, offset });
    throw new ConditionError(`${text} is neither a literal nor an expression`, offset);
  }

  /** Describes an unexpected token. */
  #problemOf({ kind, text, offset }: Pick<Token, "kind" | "text" | "offset">): ConditionError {
    const isForeign = kind === "foreign" || kind === "word";
    const problem = isForeign ? `${text} is not an operator` : `unexpected ${text}`;
    return new ConditionError(problem, offset, isForeign ? fixForOperator(text) : undefined);
  }

  /** Parses a string without quotes, up to the next operator. */
  #parseWords(): ParsedOperand {
    const start = this.#peek().offset;
    let end = start;
    while (this.#peek().kind === "word" || this.#peek().kind === "literal") {
      end = this.#peek().offset + this.#peek().text.length;
      this.#next += 1;
    }
    const text = this.#text.slice(start, end);
    const value = foreignLiterals.get(text.toLowerCase());
    if (value === undefined) {
      this.#deviate(start, end - start, "strings need single quotes", quoted(text));
    } else {
      const problem = `${text} is not a literal of the standard`;
      this.#deviate(start, end - start, problem, String(value));
    }
    return { kind: "literal", value: value === undefined ? text : value };
  }

  #deviate(offset: number, length: number, problem: string, standard: string): void {
    this.deviations.push({ offset, length, problem, standard });
  }

  #peek(): Token {
    const end = { kind: "end", text: "", offset: this.#text.length } as const;
    return this.#tokens[this.#next] ?? { ...end, value: null, deviation: undefined };
  }

  #takes(operator: string): boolean {
    const { kind, text } = this.#peek();
    if (kind !== "operator" || text !== operator) return false;
    this.#next += 1;
    return true;
  }
}

function isStatusAsText(
  left: ParsedOperand,
  right: ParsedOperand,
): right is Extract<ParsedOperand, { kind: "literal" }> {
  const isStatus = left.kind === "reference" && left.text === "$statusCode";
  const isText = right.kind === "literal" && typeof right.value === "string";
  return isStatus && isText && /^[1-5]\d\d$/.test(String(right.value));
}

function quoted(value: Scalar): string {
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** The equivalents of each standard operator in other languages. */
const foreignOperators: Readonly<Record<string, readonly string[]>> = {
  "==": ["=", "===", "is", "eq", "equals"],
  "!=": ["!==", "<>", "ne"],
  ">=": ["=>", "gte", "ge"],
  "<=": ["=<", "lte", "le"],
  ">": ["gt"],
  "<": ["lt"],
  "&&": ["&", "and"],
  "||": ["|", "or"],
  "!": ["not"],
};

function fixForOperator(operator: string): string {
  const known = Object.entries(foreignOperators);
  const [standard] = known.find(([, others]) => others.includes(operator.toLowerCase())) ?? [];
  if (standard !== undefined) return `write ${standard} instead of ${operator}`;
  return "use an operator of the standard, or a criterion of type regex or jsonpath";
}
