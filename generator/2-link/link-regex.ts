import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { type Located, placeOf } from "../source/located.js";
import { placeInText } from "../source/place-in-text.js";
import type { CriterionText } from "./link-criterion.js";
import { linkExpression } from "./link-expression.js";
import type { Condition } from "./linked.js";
import type { Scope } from "./scope.js";

/** Reads a condition of type regex; the pattern is one that JavaScript can compile. */
export function linkRegex(
  { text, conditionAt, context }: CriterionText & { readonly context: Located },
  scope: Scope,
  diagnostics: Diagnostics,
): Condition | undefined {
  const contextText = String(context.value);
  const place = placeInText(context, 0, contextText.length);
  const expression = linkExpression(contextText, place, scope, diagnostics);
  const { pattern, flags, isStandard } = readPattern(text);
  if (!isStandard) {
    diagnostics.report("condition-deviation", placeOf(conditionAt), {
      condition: text,
      problem: "slashes and flags are no part of a pattern",
      standard: flags === "" ? pattern : `${flagAdvice(flags)}, and ${pattern} without flags`,
    });
  }
  const compiled = compile(pattern, flags);
  if ("problem" in compiled) {
    diagnostics.report("regex-syntax", placeOf(conditionAt), { pattern, ...compiled });
    return undefined;
  }
  const operand = { kind: "expression", expression, ofLength: false } as const;
  return { kind: "regex", operand, pattern, flags: compiled.flags };
}

/** Undoes `/…/i` and `(?i)…`, which other languages know. */
function readPattern(text: string): { pattern: string; flags: string; isStandard: boolean } {
  const [, inner, slashFlags] = /^\/(.+)\/([ims]*)$/s.exec(text) ?? [];
  if (inner !== undefined && slashFlags !== undefined && !/(?<!\\)\//.test(inner)) {
    return { pattern: inner, flags: slashFlags, isStandard: false };
  }
  const [, inlineFlags, rest] = /^\(\?([ims]+)\)(.*)$/s.exec(text) ?? [];
  if (inlineFlags !== undefined && rest !== undefined) {
    return { pattern: rest, flags: [...new Set(inlineFlags)].join(""), isStandard: false };
  }
  return { pattern: text, flags: "", isStandard: true };
}

/** How a pattern says by itself what a flag says of it. */
function flagAdvice(flags: string): string {
  const advice = [
    flags.includes("i") ? "both cases of a letter, as in [Dd]one" : [],
    flags.includes("s") ? "[\\s\\S] in place of a full stop" : [],
    flags.includes("m") ? "(^|\\n) and (\\n|$) in place of ^ and $" : [],
  ];
  return advice.flat().join(", ");
}

/** Why JavaScript would read something else than what other languages mean; undefined if it does not. */
function misreading(pattern: string): string | undefined {
  const single = pattern.replaceAll("\\\\", "");
  const [escaped, letter] = /\\([aeghijlmoqyzACEFGHIJKLMNOQRTUVXYZ])/.exec(single) ?? [];
  if (escaped !== undefined)
    return `${escaped} is only the letter ${letter} in JavaScript, where ^ and $ are the anchors`;
  const isPosix = /\[\[?:\^?[a-z]+:\]/.test(pattern);
  return isPosix ? "JavaScript has no classes such as [:alpha:]; \\p{L} is one" : undefined;
}

function compile(pattern: string, flags: string): { flags: string } | { problem: string } {
  const misread = misreading(pattern);
  if (misread !== undefined) return { problem: misread };
  let problem = "";
  for (const tried of [`${flags}u`, flags]) {
    try {
      new RegExp(pattern, tried);
      return { flags: tried };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problem = message.slice(message.lastIndexOf(": ") + 2);
    }
  }
  return { problem: problem.charAt(0).toLowerCase() + problem.slice(1) };
}
