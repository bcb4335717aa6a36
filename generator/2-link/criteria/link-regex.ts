import type { Condition, Expression } from "../../model/linked.js";
import { type Located, placeOf } from "../../source/located.js";
import { placeInText, placesInText } from "../../source/place-in-text.js";
import { linkExpression } from "../expressions/link-expression.js";
import type { Scope } from "../workflows/scope.js";
import { compilePattern } from "./compile-pattern.js";
import type { CriterionText } from "./criterion-text.js";
import { reportUnbraced } from "./query-parts.js";
import { splitPattern } from "./split-pattern.js";

/** Links a condition of type regex. The pattern must compile in JavaScript. */
export function linkRegex(
  { text, conditionAt, context }: CriterionText & { readonly context: Located },
  scope: Scope,
): Condition | undefined {
  const { diagnostics } = scope;
  const contextText = String(context.value);
  const place = placeInText(context, 0, contextText.length);
  const expression = linkExpression(contextText, place, scope);
  const { pattern: source, flags, isStandard } = readPattern(text);
  if (!isStandard) {
    diagnostics.report("condition-deviation", placeOf(conditionAt), {
      condition: text,
      problem: "slashes and flags are not part of a pattern",
      standard: flags === "" ? source : `${flagAdvice(flags)}, and ${source} without flags`,
    });
  }
  const parts = splitPattern(source);
  const compiled = compilePattern(parts, flags);
  const start = text.indexOf(source);
  if ("problem" in compiled) {
    const { problem, offset } = compiled;
    const place = placeInText(
      conditionAt,
      start + offset,
      Math.max(1, text.length - start - offset),
    );
    diagnostics.report("regex-syntax", place, { pattern: source, problem });
    return undefined;
  }
  const placeAt = placesInText(conditionAt);
  const pattern = parts.map((part): string | Expression => {
    if (typeof part === "string") return part;
    const place = placeAt(start + part.offset, part.text.length);
    if (!part.isBraced) reportUnbraced(part.text, start + part.offset, conditionAt, scope);
    return linkExpression(part.text, place, scope);
  });
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
