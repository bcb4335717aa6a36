import { createRequire } from "node:module";
import { quote } from "../../diagnostics/catalogue-entry.js";
import type { QueryProblem } from "./check-jsonpath.js";

/** The packages are loaded only if a document contains an XPath, because loading is slow. */
const require = createRequire(import.meta.url);
export const loadFontoxpath = (): typeof import("fontoxpath") => require("fontoxpath");
export const loadSlimdom = (): typeof import("slimdom") => require("slimdom");

/** An element of the syntax tree of an expression, in XQueryX. */
export type SyntaxElement = import("slimdom").Element;

/**
 * Undefined if the expression is valid in XPath 3.1. The expression is not evaluated, because evaluation can take
 * unlimited time. Every namespace prefix is accepted, because prefixes are declared only in an XML document.
 * @param variables names that the expression can use, with values of any type
 */
export function checkXPath(
  expression: string,
  variables: readonly string[] = [],
): QueryProblem | undefined {
  const { evaluateXPath, evaluateXPathToBoolean, parseScript } = loadFontoxpath();
  const { Document } = loadSlimdom();
  const language = evaluateXPath.XPATH_3_1_LANGUAGE;
  try {
    parseScript(expression, { language }, new Document());
    const namespaceResolver = (prefix: string) => (prefix === "" ? null : `urn:${prefix}`);
    const forNothing = `() ! (${expression})`;
    const values = Object.fromEntries(variables.map((name) => [name, null]));
    evaluateXPathToBoolean(forNothing, null, null, values, { language, namespaceResolver });
    return undefined;
  } catch (error) {
    return problemOf(expression, error instanceof Error ? error.message : String(error));
  }
}

function problemOf(expression: string, message: string): QueryProblem {
  const [, line, column] = /Failed to parse script.* at <>:(\d+):(\d+) - /s.exec(message) ?? [];
  if (line === undefined) {
    const [sentence = ""] = message.replace(/^[A-Z]{4}\d{4}[:,] /, "").split(/\. |\.?$|\n/);
    const problem = sentence
      .replace(/Q\{[^}]*\}/g, "")
      .replace(
        /^Function (\S+) with arity of (\d+) not registered/,
        (_, name, count) =>
          `unknown function ${name} with ${count} argument${count === "1" ? "" : "s"}`,
      )
      .replace(/^Use of XQuery.*/, "it uses XQuery");
    return { problem: problem.charAt(0).toLowerCase() + problem.slice(1), offset: undefined };
  }
  const before = expression.split("\n").slice(0, Number(line) - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, Number(column) - 1);
  const rest = expression.slice(start).trim();
  const problem = rest === "" ? "unexpected end" : `unexpected ${quote(rest)}`;
  return { problem, offset: start };
}
