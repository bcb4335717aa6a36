import type { Condition } from "../../model/linked.js";
import { type Located, placeOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import { linkExpression } from "../expressions/link-expression.js";
import type { Scope } from "../workflows/scope.js";
import type { CriterionText } from "./criterion-text.js";

/** Links a condition of type regex. The pattern must compile in JavaScript. */
export function linkRegex(
  { text, conditionAt, context }: CriterionText & { readonly context: Located },
  scope: Scope,
): Condition | undefined {
  const { diagnostics } = scope;
  const contextText = String(context.value);
  const place = placeInText(context, 0, contextText.length);
  const expression = linkExpression(contextText, place, scope);
  const { pattern, flags, isStandard } = readPattern(text);
  if (!isStandard) {
    diagnostics.report("condition-deviation", placeOf(conditionAt), {
      condition: text,
      problem: "slashes and flags are not part of a pattern",
      standard: flags === "" ? pattern : `${flagAdvice(flags)}, and ${pattern} without flags`,
    });
  }
  const compiled = compile(pattern, flags);
  if ("problem" in compiled) {
    const { problem, offset } = compiled;
    const start = text.indexOf(pattern) + offset;
    const place = placeInText(conditionAt, start, Math.max(1, text.length - start));
    diagnostics.report("regex-syntax", place, { pattern, problem });
    return undefined;
  }
  const operand = { kind: "expression", expression, ofLength: false } as const;
  return { kind: "regex", operand, pattern, flags: compiled.flags };
}

/** Separates the flags of `/…/i` and `(?i)…`, which other languages allow. */
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

/** How to write a pattern without the flags. */
function flagAdvice(flags: string): string {
  const advice = [
    flags.includes("i") ? "both cases of each letter, as in [Dd]one" : [],
    flags.includes("s") ? "[\\s\\S] instead of a full stop" : [],
    flags.includes("m") ? "(^|\\n) and (\\n|$) instead of ^ and $" : [],
  ];
  return advice.flat().join(", ");
}

interface PatternProblem {
  readonly problem: string;
  readonly offset: number;
}

/** Finds syntax whose meaning in JavaScript differs from other languages. */
function misreading(pattern: string): PatternProblem | undefined {
  const single = pattern.replaceAll("\\\\", "__");
  const escaped = /\\([aeghijlmoqyzACEFGHIJKLMNOQRTUVXYZ])/.exec(single);
  if (escaped) {
    const problem = `${escaped[0]} matches the letter ${escaped[1]} in JavaScript, whose anchors are ^ and $`;
    return { problem, offset: escaped.index };
  }
  const offset = pattern.search(/\[\[?:\^?[a-z]+:\]/);
  if (offset === -1) return undefined;
  return {
    problem: "JavaScript has no POSIX classes such as [:alpha:]; use classes such as \\p{L}",
    offset,
  };
}

function compile(pattern: string, flags: string): { flags: string } | PatternProblem {
  const misread = misreading(pattern);
  if (misread) return misread;
  const fitting = [`${flags}u`, flags].find((tried) => problemOf(pattern, tried) === undefined);
  if (fitting !== undefined) return { flags: fitting };
  const problem = problemOf(pattern, flags) ?? "";
  return {
    problem: problem.charAt(0).toLowerCase() + problem.slice(1),
    offset: lengthOfValidPrefix(pattern, flags),
  };
}

/** The error message of JavaScript, which has no position. */
function problemOf(pattern: string, flags: string): string | undefined {
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(message.lastIndexOf(": ") + 2);
  }
}

/** The length of the longest prefix that compiles. The error is after this prefix. */
function lengthOfValidPrefix(pattern: string, flags: string): number {
  // Every prefix is compiled, so a limit is needed for untrusted input.
  if (pattern.length > 500) return 0;
  let length = pattern.length - 1;
  while (length > 0 && problemOf(pattern.slice(0, length), flags) !== undefined) length -= 1;
  return length;
}
