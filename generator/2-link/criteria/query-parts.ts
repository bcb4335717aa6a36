import type { LinkedQuery } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import { type Located, placeOf } from "../../source/located.js";
import { placeInText, placesInText } from "../../source/place-in-text.js";
import type { Place } from "../../source/source-text.js";
import { linkExpression } from "../expressions/link-expression.js";
import type { TextExpression } from "../expressions/split-text.js";
import type { Scope } from "../workflows/scope.js";
import type { QueryProblem } from "./check-jsonpath.js";
import { isLiteral, type SplitQuery } from "./split-query.js";

export function isText(part: unknown): part is string {
  return typeof part === "string";
}

/** The position of an error in a query; the whole query if expressions before the error shift the offset. */
export function placeOfProblem(
  { offset }: QueryProblem,
  at: Located,
  [first, ...others]: SplitQuery = [],
): Place {
  const text = String(at.value);
  const known = others.length === 0 ? text.length : isText(first) ? first.length : 0;
  if (offset === undefined || offset > known) return placeOf(at);
  return placeInText(at, offset, Math.max(1, text.length - offset));
}

/**
 * Links the expressions in a query. Expressions without braces are reported if the document's version requires braces.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#runtime-expressions-in-conditions
 */
export function linkQueryParts(split: SplitQuery, at: Located, scope: Scope): LinkedQuery {
  const { quotesValues } = rulesOf(scope.arazzo.document);
  const placeAt = placesInText(at);
  const link = ({ text, offset, isBraced }: TextExpression) => {
    const place = placeAt(offset, text.length);
    if (!isBraced && quotesValues) reportUnbraced(text, offset, at, scope);
    return linkExpression(text, place, scope);
  };
  return split.map((part) => {
    if (isText(part)) return part;
    if (!isLiteral(part)) return link(part);
    const parts = part.map((each) => (isText(each) ? each : link(each)));
    const [only, ...others] = parts;
    const keepsType = !quotesValues && others.length === 0 && only !== undefined && !isText(only);
    return keepsType ? only : { kind: "text", parts };
  });
}

/** Reports an expression without braces around it, in a pattern or query. */
export function reportUnbraced(text: string, offset: number, at: Located, scope: Scope): void {
  const place = placeInText(at, offset, text.length);
  const isOpened = /(?<!\\)\{\s*$/.test(String(at.value).slice(0, offset));
  if (isOpened) {
    const problem = "its braces are not closed, or contain spaces";
    const nearest = `{${text}}`;
    scope.diagnostics.report("expression-syntax", place, { expression: text, problem, nearest });
  } else {
    scope.diagnostics.report("expression-unbraced", place, { expression: text });
  }
}
