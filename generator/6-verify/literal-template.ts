import type { Scalar, Template } from "../model/linked.js";
import { entriesOf, itemsOf, type Located } from "../source/located.js";

/** A value of the document without expressions. */
export function literalTemplate(at: Located): Template {
  const { value } = at;
  if (Array.isArray(value)) return { kind: "array", items: itemsOf(at).map(literalTemplate), at };
  if (typeof value === "object" && value !== null) {
    const entries = entriesOf(at).map(([name, each]) => ({ name, value: literalTemplate(each) }));
    return { kind: "object", entries, at };
  }
  return { kind: "literal", value: toScalar(value), at };
}

function toScalar(value: unknown): Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;
}
