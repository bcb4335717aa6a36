import { looksLikeExpression } from "./parse-expression.js";

/** A part of a text that is an expression; `offset` is where the expression starts in the text. */
export interface TextExpression {
  readonly text: string;
  readonly offset: number;
  /** Whether it stands in braces, as the standard asks inside of texts. */
  readonly isBraced: boolean;
}

const braced = /\{(?<braced>\$[^{}]*)\}/.source;
/** Ends at what no name holds, and before a full stop or hyphen that ends a word. */
const bare =
  /(?<bare>\$(?:inputs|outputs|steps|workflows|sourceDescriptions|response|request)\.[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[.-](?=[\p{L}\p{N}_])|\[\d+\]|#(?=\/)|(?<=#[^\s]*)[/~])*)/u
    .source;

/** The parts of a text in their order: expressions, and what stands between them. */
export function splitText(text: string): readonly (string | TextExpression)[] {
  const parts: (string | TextExpression)[] = [];
  let end = 0;
  for (const found of text.matchAll(new RegExp(`${braced}|${bare}`, "gu"))) {
    const { braced: inner, bare: word } = found.groups ?? {};
    const expression = inner ?? word ?? "";
    if (!looksLikeExpression(expression)) continue;
    if (found.index > end) parts.push(text.slice(end, found.index));
    const isBraced = inner !== undefined;
    parts.push({ text: expression, offset: found.index + (isBraced ? 1 : 0), isBraced });
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
