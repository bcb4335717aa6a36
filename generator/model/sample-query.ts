import type { LinkedQuery } from "./linked.js";

/** The string that stands for the value of an expression in a sample of a query. */
export function sampleValue(index: number): string {
  return `{…${index}}`;
}

export function isSampleValue(text: string): boolean {
  return /^\{…\d+\}$/.test(text);
}

/**
 * A JSONPath query with string literals in place of its expressions, and with numbers in slices, which contain nothing
 * else.
 */
export function sampleJsonPath(query: LinkedQuery | readonly (string | object)[]): string {
  return query
    .map((part, index) => {
      if (typeof part === "string") return part;
      const [before, after] = [query[index - 1], query[index + 1]];
      const isInSlice =
        (typeof before === "string" && /:\s*$/.test(before)) ||
        (typeof after === "string" && /^\s*:/.test(after));
      return isInSlice ? "1" : JSON.stringify(sampleValue(index));
    })
    .join("");
}
