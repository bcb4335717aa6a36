/** How values are written in XML, by the XML Objects of an API description. */

import type { HttpResponse } from "./http.js";

/**
 * An element, attribute or text in XML.
 * @see https://spec.openapis.org/oas/v3.1.1.html#xml-object
 */
export interface XmlType {
  /** The kind of the value; a function returns the type of a component. */
  readonly type: "string" | "number" | "boolean" | "object" | "array" | "any" | (() => XmlType);
  /** The name in XML, without prefix. The default is the name of the property. */
  readonly name?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  /** The default is an element. */
  readonly node?: "attribute" | "text";
  readonly nullable?: true;
  /** The properties of an object. */
  readonly members?: Readonly<Record<string, XmlType>>;
  /** The type of other properties of an object. */
  readonly others?: XmlType;
  /** The type of the items of an array. */
  readonly items?: XmlType;
  /** The items of an array are in one element. */
  readonly wrapped?: true;
  /** The property is never absent, so no items are an empty array. */
  readonly required?: true;
}

/** The element itself, or the component that it refers to. */
export function target(type: XmlType): XmlType {
  return typeof type.type === "function" ? target(type.type()) : type;
}

/** The text of an XML body, for XPath and regular expressions. */
export function xmlText({ text, body }: Pick<HttpResponse, "body" | "text">): unknown {
  return text ?? body;
}
