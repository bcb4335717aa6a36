import { splitText, type TextExpression } from "../expressions/split-text.js";

/** A pattern in parts. Each expression stands for its value, which matches itself. */
export type SplitPattern = readonly (string | TextExpression)[];

/**
 * Splits a pattern that contains expressions, such as `^{$inputs.prefix}-\\d+$`. A quantifier after an expression applies to
 * the whole value, which is therefore put into a group.
 */
export function splitPattern(pattern: string): SplitPattern {
  const parts = withoutEscaped(splitText(pattern));
  const split: (string | TextExpression)[] = [];
  let isInClass = false;
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") {
      isInClass = endsInClass(part, isInClass);
      addText(split, part);
      continue;
    }
    const next = parts[index + 1];
    const isRepeated = !isInClass && typeof next === "string" && /^[*+?{]/.test(next);
    if (isRepeated) addText(split, "(?:");
    split.push(part);
    if (isRepeated) addText(split, ")");
  }
  return split;
}

function addText(split: (string | TextExpression)[], text: string): void {
  const last = split.at(-1);
  if (typeof last === "string") split[split.length - 1] = last + text;
  else split.push(text);
}

/** A dollar sign or a brace after a backslash is a character. */
function withoutEscaped(parts: SplitPattern): SplitPattern {
  const found: (string | TextExpression)[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    const isEscaped = typeof before === "string" && /(?<!\\)(?:\\\\)*\\$/.test(before);
    if (typeof part === "string") addText(found, part);
    else if (isEscaped) addText(found, part.isBraced ? `{${part.text}}` : part.text);
    else found.push(part);
  }
  return found;
}

/** Whether the end of a part of a pattern is between `[` and `]`. */
function endsInClass(part: string, startsInClass: boolean): boolean {
  let isInClass = startsInClass;
  for (const [character] of part.matchAll(/\\.|[[\]]/gs)) {
    if (character === "[") isInClass = true;
    else if (character === "]") isInClass = false;
  }
  return isInClass;
}
