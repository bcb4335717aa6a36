import type { Scalar } from "../../model/linked.js";

export interface Token {
  readonly kind: "operator" | "foreign" | "literal" | "reference" | "word" | "end";
  readonly text: string;
  readonly offset: number;
  readonly value: Scalar;
  /** How a literal deviates from the standard. */
  readonly deviation: string | undefined;
}

export class ConditionError extends Error {
  override readonly name = "ConditionError";
  readonly offset: number;
  readonly fix: string | undefined;

  constructor(message: string, offset: number, fix?: string) {
    super(message);
    this.offset = offset;
    this.fix = fix;
  }
}

const patterns = [
  // The operators of other languages.
  ["foreign", /===|!==|=[<>~]|<>|=(?!=)|&(?!&)|\|(?!\|)/y],
  ["operator", /&&|\|\||[=!<>]=|[<>!()]/y],
  ["single", /'(?:[^']|'')*'/y],
  ["double", /"(?:[^"\\]|\\.)*"/y],
  ["escaped", /\\"(?:(?!\\").)*\\"/y],
  ["number", /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.\-/:+%@])/y],
  ["constant", /(?:true|false|null)(?![\w.\-/:+%@])/y],
  ["word", /(?:[^\s()&|=!<>'"{}\\]|&(?!&)|\|(?!\|))+/y],
] as const;

/**
 * Braces count as white space, because the standard's own example has braces around a whole condition.
 * @throws {ConditionError}
 */
export function tokenizeCondition(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < text.length) {
    if (/[\s{}]/.test(text.charAt(offset))) {
      offset += 1;
      continue;
    }
    // The parser is recursive, so a limit is needed for untrusted input.
    if (tokens.length > 500) throw new ConditionError("it is too long", offset);
    const token = readToken(text, offset);
    tokens.push(token);
    offset += token.text.length;
  }
  return tokens;
}

function readToken(text: string, offset: number): Token {
  if (text.charAt(offset) === "$") {
    const reference = text.slice(offset, endOfReference(text, offset));
    return { kind: "reference", text: reference, offset, value: null, deviation: undefined };
  }
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = offset;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return makeToken(kind, found, offset);
  }
  throw new ConditionError(`cannot read ${text.slice(offset)}`, offset);
}

function makeToken(kind: (typeof patterns)[number][0], text: string, offset: number): Token {
  const literal = (value: Scalar, deviation?: string): Token => {
    return { kind: "literal", text, offset, value, deviation };
  };
  switch (kind) {
    case "operator":
    case "foreign":
    case "word":
      return { kind, text, offset, value: null, deviation: undefined };
    case "single":
      return literal(text.slice(1, -1).replaceAll("''", "'"));
    case "double":
      return literal(text.slice(1, -1).replace(/\\(.)/g, "$1"), "strings need single quotes");
    case "escaped":
      return literal(text.slice(2, -2), "the quotes must not be escaped");
    case "number":
      return literal(Number(text));
    case "constant":
      return literal(text === "null" ? null : text === "true");
  }
}

/** A reference ends before white space, an operator, a quote or a brace outside brackets. */
function endOfReference(text: string, start: number): number {
  let offset = start + 1;
  while (offset < text.length) {
    if (text.charAt(offset) === "[") {
      const end = endOfBrackets(text, offset);
      if (end === undefined) return offset;
      offset = end;
    } else if (text.startsWith("()", offset)) {
      offset += 2;
    } else if (/^(?:[\s()=!<>'"{}\\]|&&|\|\|)/.test(text.slice(offset, offset + 2))) {
      return offset;
    } else {
      offset += 1;
    }
  }
  return offset;
}

/** The offset after the closing bracket; undefined if the bracket is not closed. */
export function endOfBrackets(text: string, start: number): number | undefined {
  let depth = 0;
  for (let offset = start; offset < text.length; offset += 1) {
    const letter = text.charAt(offset);
    if (letter === "'" || letter === '"') {
      const end = text.indexOf(letter, offset + 1);
      if (end === -1) return undefined;
      offset = end;
    } else if (letter === "[") {
      depth += 1;
    } else if (letter === "]") {
      depth -= 1;
      if (depth === 0) return offset + 1;
    }
  }
  return undefined;
}
