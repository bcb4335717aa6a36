/** Values in texts that are XML. */

import { toText } from "./values.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A value as the content of an element or attribute: scalars as they are, objects and arrays as JSON. */
export function toXmlText(value: unknown): string {
  return toText(value).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
