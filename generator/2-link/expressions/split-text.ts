import type { VersionRules } from "../../model/versions.js";
import { looksLikeExpression } from "./parse-expression.js";

/** An expression in a string; `offset` is its start without the brace. */
export interface TextExpression {
  readonly text: string;
  readonly offset: number;
  /** The standard requires braces around an expression in a string. */
  readonly isBraced: boolean;
}

const roots = "inputs|outputs|steps|workflows|sourceDescriptions|response|request";
const letter = String.raw`[\p{L}\p{N}_]`;
/** A full stop or hyphen that no letter follows belongs to the sentence, not to the name. */
const namePart = String.raw`(?:${letter}|[.-](?=${letter})|\[\d+\])`;
const pointer = `#(?=/)(?:${namePart}|[/~])*`;
const bare = String.raw`\$(?:${roots})\.${letter}${namePart}*(?:${pointer})?`;
const braced = String.raw`\{(\$[^{}]*)\}`;

/**
 * Splits a string into expressions and the strings between them.
 * @param rules the expressions that count; by default those of all versions
 */
export function splitText(
  text: string,
  rules?: VersionRules,
): readonly (string | TextExpression)[] {
  const parts: (string | TextExpression)[] = [];
  let end = 0;
  for (const found of text.matchAll(new RegExp(`${braced}|${bare}`, "gu"))) {
    const [whole, inBraces] = found;
    const expression = inBraces ?? whole;
    if (!looksLikeExpression(expression, rules)) continue;
    if (found.index > end) parts.push(text.slice(end, found.index));
    const isBraced = inBraces !== undefined;
    parts.push({ text: expression, offset: found.index + (isBraced ? 1 : 0), isBraced });
    end = found.index + whole.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
