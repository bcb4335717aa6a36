/**
 * Reads the values of parameters out of what was sent, by their style.
 * @see https://spec.openapis.org/oas/v3.1.1.html#style-values
 */

import type { Description, Part } from "./description.js";

/** How a parameter or a field of a form is written. */
export interface Style {
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly kind: "array" | "object" | "other";
  /** Of an object. */
  readonly properties: readonly string[];
}

/** A name and its value, percent-encoded both. */
export type Pair = readonly [name: string, value: string];

/** The pairs of a query, of cookies or of a form. */
export function splitPairs(text: string, separator: string | RegExp): readonly Pair[] {
  const pairs = text.split(separator).filter((pair) => pair !== "");
  return pairs.map((pair): Pair => {
    const [name = "", ...value] = pair.split("=");
    return [name, value.join("=")];
  });
}

/** The pairs that hold a parameter. */
export function pairsOf({ name, style, explode, kind, properties }: Style, pairs: readonly Pair[]) {
  return pairs.filter(([encoded]) => {
    const key = decode(encoded);
    if (style === "deepObject" && key.startsWith(`${name}[`)) return true;
    return style === "form" && explode && kind === "object"
      ? properties.includes(key)
      : key === name;
  });
}

/** The value that pairs hold, made of texts. */
export function readPairs(style: Style, pairs: readonly Pair[]): unknown {
  if (pairs.length === 0) return undefined;
  if (style.style === "deepObject" && pairs.some(([key]) => decode(key) !== style.name)) {
    return readDeepObject(style.name, pairs);
  }
  const values = pairs.map(([, value]) => value);
  if (style.kind === "other") return values.length === 1 ? decode(values[0] ?? "") : values;
  if (!style.explode) return readDelimited(style, values.join(delimiters[style.style] ?? ","));
  if (style.kind === "array") return values.map(decode);
  return Object.fromEntries(pairs.map(([key, value]) => [decode(key), decode(value)]));
}

const delimiters: Readonly<Record<string, string>> = {
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
};

/** The value of one text, such as a part of a path or a header; `prefix` is that of its style. */
export function readText(style: Style, text: string): unknown {
  const { name, kind, explode } = style;
  switch (style.style) {
    case "label":
      return readDelimited(style, text.replace(/^\./, ""), explode ? "." : ",");
    case "matrix": {
      const pairs = splitPairs(text, ";");
      if (explode && kind === "object") return readPairs({ ...style, style: "form" }, pairs);
      return readPairs(
        { ...style, style: "form" },
        pairs.filter(([key]) => decode(key) === name),
      );
    }
    default:
      return readDelimited(style, text);
  }
}

function readDelimited({ style, kind, explode }: Style, text: string, delimiter?: string): unknown {
  if (kind === "other") return decode(text);
  const items = text.split(delimiter ?? delimiters[style] ?? ",");
  if (kind === "array") return text === "" ? [] : items.map(decode);
  const pairs = explode
    ? items.map((item) => item.split("="))
    : items.flatMap((_, index) => (index % 2 ? [] : [items.slice(index, index + 2)]));
  return Object.fromEntries(pairs.map(([key = "", value = ""]) => [decode(key), decode(value)]));
}

/** `a[b][0]=c` as `{ b: ["c"] }`. */
function readDeepObject(name: string, pairs: readonly Pair[]): unknown {
  const root = new Map<string, unknown>();
  for (const [key, value] of pairs) {
    const path = [
      ...decode(key)
        .slice(name.length)
        .matchAll(/\[([^\]]*)\]/g),
    ].map(([, part]) => part ?? "");
    let owner = root;
    for (const part of path.slice(0, -1)) {
      const known = owner.get(part);
      const next = known instanceof Map ? known : new Map<string, unknown>();
      owner.set(part, next);
      owner = next;
    }
    owner.set(path.at(-1) ?? "", decode(value));
  }
  return plain(root);
}

/** An object, or an array if its keys are indexes. */
function plain(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  const entries = [...value].map(([key, member]) => [String(key), plain(member)] as const);
  const isArray = entries.every(([key], index) => key === `${index}` || key === "");
  return isArray ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

/** What a schema says of how a value is written: it may allow several types, and be composed. */
export function kindOf(
  description: Description,
  schema: Part | undefined,
): Pick<Style, "kind" | "properties"> {
  const all = schema ? composedOf(description, schema) : [];
  const types = all.flatMap((part) => {
    const type = description.find(part, "type")?.value;
    return Array.isArray(type) ? type : [type];
  });
  const properties = all.flatMap((part) =>
    description.members(part, "properties").map(([key]) => key),
  );
  const isScalar = types.some((type) => /string|number|integer|boolean/.test(String(type)));
  if (isScalar) return { kind: "other", properties };
  if (types.includes("array")) return { kind: "array", properties };
  const isObject = types.includes("object") || properties.length > 0;
  return { kind: isObject ? "object" : "other", properties };
}

/** A schema and those that it is composed of. */
export function composedOf(description: Description, schema: Part, depth = 0): readonly Part[] {
  if (depth > 5) return [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => description.members(schema, key));
  return [schema, ...parts.flatMap(([, part]) => composedOf(description, part, depth + 1))];
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
