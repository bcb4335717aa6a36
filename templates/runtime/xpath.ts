/**
 * Expressions of XPath, for texts that are XML. All of them are read as XPath 3.1, which differs from
 * 1.0: text and number are never compared (`string(@count) > 2`, but `@count > 2` is), a function of
 * one node takes no list of them, and there is no axis `namespace::`.
 *
 * @see https://www.w3.org/TR/xpath-31/
 */

import fontoxpath from "fontoxpath";
import { parseXmlDocument } from "slimdom";

/**
 * Whether an expression is true of a text that is XML; it is true of nothing else, and not where it
 * fails. Prefixes, and names without one, are in the namespaces that the root element declares.
 */
export function holdsInXml(value: unknown, expression: string): boolean {
  if (typeof value !== "string") return false;
  try {
    return fontoxpath.evaluateXPathToBoolean(expression, parseXmlDocument(value));
  } catch {
    return false;
  }
}

/** A value as an expression writes it: texts in double quotes, nothing as `()`. */
export function asXPathLiteral(value: unknown): string {
  if (value === undefined || value === null) return "()";
  if (typeof value === "boolean") return `${value}()`;
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${text.replace(/"/g, '""')}"`;
}
