import type { ComparisonOperator, Scalar } from "./linked.js";
import { ConditionError, type Token, tokenizeCondition } from "./tokenize-condition.js";

/** A condition as it is written: operands of expressions are still text. */
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
  /** A text that starts with `$`; `offset` is where it starts in the condition. */
  | { readonly kind: "reference"; readonly text: string; readonly offset: number };

/** A part of a condition that is read although the standard writes it in another way. */
export interface ConditionDeviation {
  readonly offset: number;
  readonly length: number;
  readonly problem: string;
  readonly standard: string;
}

const comparisonOperators: readonly ComparisonOperator[] = ["==", "!=", "<=", ">=", "<", ">"];

/**
 * Reads a condition of literals, operators and references that start with `$`.
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
    const { kind, text, offset } = this.#peek();
    if (kind === "word") throw new ConditionError(wordProblem(text), offset);
    if (kind !== "end") throw new ConditionError(`unexpected ${text}`, offset);
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
      const { kind, text, offset } = this.#peek();
      const problem = kind === "word" ? wordProblem(text) : "a closing parenthesis is missing";
      throw new ConditionError(problem, offset);
    }
    const left = this.#parseOperand();
    const operator = comparisonOperators.find((each) => this.#takes(each));
    if (!operator) return { kind: "truth", operand: left };
    const right = this.#peek().kind === "word" ? this.#parseWords() : this.#parseOperand();
    return { kind: "comparison", operator, left, right };
  }

  #parseOperand(): ParsedOperand {
    const { kind, text, offset, value, deviation } = this.#peek();
    this.#next += 1;
    if (kind === "reference") return { kind, text, offset };
    if (kind === "literal") {
      if (deviation !== undefined) this.#deviate(offset, text.length, deviation, value);
      return { kind, value };
    }
    const problem =
      kind === "end"
        ? "it ends where a value is needed"
        : kind === "word"
          ? `${text} is neither a literal nor an expression`
          : `unexpected ${text}`;
    throw new ConditionError(problem, offset);
  }

  /** A text without quotes, up to the next operator. */
  #parseWords(): ParsedOperand {
    const start = this.#peek().offset;
    let end = start;
    while (this.#peek().kind === "word" || this.#peek().kind === "literal") {
      end = this.#peek().offset + this.#peek().text.length;
      this.#next += 1;
    }
    const value = this.#text.slice(start, end);
    this.#deviate(start, end - start, "texts stand in single quotes", value);
    return { kind: "literal", value };
  }

  #deviate(offset: number, length: number, problem: string, value: Scalar): void {
    const standard = `'${String(value).replaceAll("'", "''")}'`;
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

function wordProblem(word: string): string {
  const advice = /^(and|or|not)$/i.test(word)
    ? "write &&, || or !"
    : "use a criterion of type jsonpath or regex for what the operators cannot say";
  return `${word} is no operator; ${advice}`;
}
