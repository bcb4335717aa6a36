import type { XmlResult } from "../../model/xml-result.js";
import { loadFontoxpath, loadSlimdom, type SyntaxElement } from "../criteria/check-xpath.js";

/**
 * The kind of value that an XPath expression has for every document; the texts of its items if the expression is not
 * always a string, a number or a boolean.
 * @param expression a valid expression
 * @see https://www.w3.org/TR/xqueryx-31/
 */
export function xpathResult(expression: string): XmlResult {
  const { evaluateXPath, parseScript } = loadFontoxpath();
  const { Document } = loadSlimdom();
  const language = evaluateXPath.XPATH_3_1_LANGUAGE;
  const script = parseScript<SyntaxElement>(expression, { language }, new Document());
  return resultOf(find(script, "mainModule", "queryBody")?.children[0]) ?? "texts";
}

function resultOf(element: SyntaxElement | undefined): XmlResult | undefined {
  if (!element) return undefined;
  const { localName, children } = element;
  switch (localName) {
    case "functionCallExpr":
      return results.get(find(element, "functionName")?.textContent ?? "");
    case "arrowExpr":
      return results.get(children.findLast(isNamed("EQName"))?.textContent ?? "");
    case "ifThenElseExpr": {
      const then = resultOf(find(element, "thenClause")?.children[0]);
      return then === resultOf(find(element, "elseClause")?.children[0]) ? then : undefined;
    }
    default:
      return results.get(localName);
  }
}

function find(element: SyntaxElement, ...names: readonly string[]): SyntaxElement | undefined {
  return names.reduce<SyntaxElement | undefined>(
    (found, name) => found?.children.find(isNamed(name)),
    element,
  );
}

function isNamed(name: string) {
  return ({ localName }: SyntaxElement) => localName === name;
}

const kinds: Readonly<Record<Exclude<XmlResult, "texts">, readonly string[]>> = {
  text: [
    ...["stringConstantExpr", "stringConcatenateOp", "string", "concat", "substring"],
    ...["substring-before", "substring-after", "normalize-space", "translate", "string-join"],
    ...["upper-case", "lower-case", "replace", "name", "local-name"],
  ],
  number: [
    ...["integerConstantExpr", "decimalConstantExpr", "doubleConstantExpr", "addOp"],
    ...["subtractOp", "multiplyOp", "divOp", "idivOp", "modOp", "unaryMinusOp", "unaryPlusOp"],
    ...["number", "count", "sum", "string-length", "round", "floor", "ceiling", "abs"],
  ],
  boolean: [
    ...["andOp", "orOp", "equalOp", "notEqualOp", "lessThanOp", "lessThanOrEqualOp"],
    ...["greaterThanOp", "greaterThanOrEqualOp", "eqOp", "neOp", "ltOp", "leOp", "gtOp", "geOp"],
    ...["quantifiedExpr", "castableExpr", "instanceOfExpr", "not", "true", "false", "boolean"],
    ...["exists", "empty", "contains", "starts-with", "ends-with", "matches"],
  ],
};

/** By the name of a function, or of an element of the syntax tree. */
const results: ReadonlyMap<string, XmlResult> = new Map([
  ...kinds.text.map((name) => [name, "text"] as const),
  ...kinds.number.map((name) => [name, "number"] as const),
  ...kinds.boolean.map((name) => [name, "boolean"] as const),
]);
