/**
 * XPath expressions for strings that contain XML. All expressions are evaluated as XPath 3.1, which differs
 * from 1.0: a string is never compared with a number (`string(@count) > 2` fails, `@count > 2` does not), a
 * function of one node does not accept several, and there is no axis `namespace::`.
 *
 * @see https://www.w3.org/TR/xpath-31/
 */

import fontoxpath from "fontoxpath";
import { parseXmlDocument } from "slimdom";

/**
 * Whether an expression is true for an XML document. It is false for a value that is not XML, and if the
 * evaluation fails. Names, with or without a prefix, are in the namespaces that the root element declares.
 */
export function holdsInXml(value: unknown, expression: string): boolean {
  if (typeof value !== "string") return false;
  try {
    return fontoxpath.evaluateXPathToBoolean(expression, parseXmlDocument(value));
  } catch {
    return false;
  }
}

/** Writes a value as an XPath literal; `undefined` and `null` become `()`. */
export function asXPathLiteral(value: unknown): string {
  if (value === undefined || value === null) return "()";
  if (typeof value === "boolean") return `${value}()`;
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${text.replace(/"/g, '""')}"`;
}
