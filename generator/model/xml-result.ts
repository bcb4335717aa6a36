/** What an XPath expression gives: a string, a number or a boolean, or the texts of all nodes. */
export type XmlResult = "text" | "number" | "boolean" | "texts";

/** An XPath expression, and the value that it searches. */
export interface XmlSelection<Context, Query> {
  readonly kind: "xml-result";
  readonly context: Context;
  readonly query: Query;
  readonly result: XmlResult;
}
