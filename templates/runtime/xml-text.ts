/** Writes values into XML. */

import { toText } from "./values.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Escapes a value for an element or attribute; objects and arrays become JSON. */
export function toXmlText(value: unknown): string {
  return toText(value).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
