import type { Expression } from "../../model/linked.js";
import { type Located, placeOf } from "../../source/located.js";
import { placeInText, placesInText } from "../../source/place-in-text.js";
import type { Place } from "../../source/source-text.js";
import { linkExpression } from "../expressions/link-expression.js";
import { splitText, type TextExpression } from "../expressions/split-text.js";
import type { Scope } from "../workflows/scope.js";
import type { QueryProblem } from "./check-jsonpath.js";

/**
 * Splits a query that contains expressions: `$.data[?@.id == '$inputs.id']`. The quotes around an expression are
 * removed, because its value is inserted as a literal.
 */
export function splitQuery(text: string): readonly (string | TextExpression)[] {
  const parts = splitText(text);
  return parts.map((part, index) => {
    if (!isText(part)) return part;
    const afterExpression = typeof parts[index - 1] === "object";
    const beforeExpression = typeof parts[index + 1] === "object";
    const started = afterExpression ? part.replace(/^['"]/, "") : part;
    return beforeExpression ? started.replace(/['"]$/, "") : started;
  });
}

export function isText(part: unknown): part is string {
  return typeof part === "string";
}

/** The position of an error in a query; the whole query if expressions before the error shift the offset. */
export function placeOfProblem(
  { offset }: QueryProblem,
  at: Located,
  [first, ...others]: ReturnType<typeof splitQuery> = [],
): Place {
  const text = String(at.value);
  const known = others.length === 0 ? text.length : isText(first) ? first.length : 0;
  if (offset === undefined || offset > known) return placeOf(at);
  return placeInText(at, offset, Math.max(1, text.length - offset));
}

export function linkQueryParts(
  parts: ReturnType<typeof splitQuery>,
  at: Located,
  scope: Scope,
): readonly (string | Expression)[] {
  const placeAt = placesInText(at);
  return parts.map((part) => {
    if (isText(part)) return part;
    const place = placeAt(part.offset, part.text.length);
    return linkExpression(part.text, place, scope);
  });
}
