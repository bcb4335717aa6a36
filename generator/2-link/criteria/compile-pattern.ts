import type { SplitPattern } from "./split-pattern.js";

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

/**
 * The texts of values that a pattern is compiled with, as the runtime escapes them: the lowest and the highest character,
 * because a value can be either end of a range.
 */
const samples = ["\\x00", "\\uffff"];

/** The flags with which a pattern is valid in JavaScript. */
export function compilePattern(
  parts: SplitPattern,
  flags: string,
): { readonly flags: string } | PatternProblem {
  const fill = (sample: string) =>
    parts.map((part) => (typeof part === "string" ? part : sample)).join("");
  const patterns =
    parts.length > 1 || typeof parts[0] === "object" ? samples.map(fill) : [fill("")];
  const misread = misplacedValue(parts) ?? misreading(fill("_"));
  if (misread) return misread;
  const fitting = [`${flags}u`, flags].find((tried) =>
    patterns.some((pattern) => problemOf(pattern, tried) === undefined),
  );
  if (fitting !== undefined) return { flags: fitting };
  const [pattern = ""] = patterns;
  const problem = problemOf(pattern, flags) ?? "";
  return {
    problem: problem.charAt(0).toLowerCase() + problem.slice(1),
    offset: patterns.length === 1 ? lengthOfValidPrefix(pattern, flags) : 0,
  };
}

/** A value matches itself, so it cannot be a count: `x{1,{$inputs.most}}` or `x{{$inputs.count}}`. */
function misplacedValue(parts: SplitPattern): PatternProblem | undefined {
  const value = parts.find((part, index) => {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    if (typeof part !== "object" || typeof before !== "string" || typeof after !== "string")
      return false;
    return /(?<!\\)\{(?:\d+,?)?$/.test(before) && /^,?\d*\}/.test(after);
  });
  if (typeof value !== "object") return undefined;
  return { problem: "the value of an expression cannot be a quantifier", offset: value.offset - 1 };
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
