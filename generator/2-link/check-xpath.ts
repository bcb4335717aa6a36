import fontoxpath from "fontoxpath";
import { Document } from "slimdom";
import { quote } from "../diagnostics/catalogue-entry.js";

const { evaluateXPathToBoolean, parseScript } = fontoxpath;
const language = fontoxpath.evaluateXPath.XPATH_3_1_LANGUAGE;

/**
 * Why a text is no expression of XPath 3.1; undefined if it is one. It is not evaluated: that may take
 * any time. Which namespaces there are only an XML text tells.
 */
export function checkXPath(expression: string): string | undefined {
  try {
    parseScript(expression, { language }, new Document());
    const namespaceResolver = (prefix: string) => (prefix === "" ? null : `urn:${prefix}`);
    const forNothing = `() ! (${expression})`;
    evaluateXPathToBoolean(forNothing, null, null, null, { language, namespaceResolver });
    return undefined;
  } catch (error) {
    return problemOf(expression, error instanceof Error ? error.message : String(error));
  }
}

function problemOf(expression: string, message: string): string {
  const [, line, column] = /Failed to parse script.* at <>:(\d+):(\d+) - /s.exec(message) ?? [];
  if (line === undefined) {
    const [sentence = ""] = message.replace(/^[A-Z]{4}\d{4}[:,] /, "").split(/\. |\.?$|\n/);
    const problem = sentence.replace(/Q\{[^}]*\}/g, "");
    return problem.charAt(0).toLowerCase() + problem.slice(1);
  }
  const lines = expression.split("\n").slice(Number(line) - 1);
  const rest = lines
    .join("\n")
    .slice(Number(column) - 1)
    .trim();
  return rest === "" ? "it ends too early" : `it cannot be read from ${quote(rest)} on`;
}
