import {
  type Description,
  isObject,
  type JsonObject,
  type Part,
} from "../corpus/server/description.js";
import { makeSample } from "../corpus/server/make-sample.js";
import type { Random } from "./random.js";

/** How much of what a schema allows is in the value. */
export type Fullness = "all" | "some" | "required";

/** More values than this are not made: a recursive schema would never end. */
const maxValues = 1500;
/** Beyond this depth, what may be left out is left out. */
const maxDepth = 6;

const texts = [
  "text",
  "",
  "a b/c?d#e",
  "ünïcödé ✓",
  "none",
  "0",
  "true",
  "12345678901234567890",
  "x'y\"z",
  "COMPLETED",
  "[1]",
  "{}",
  "../..",
  "a,b;c=d&e",
] as const;

/** The names of members that no schema declares. */
const keys = [
  "x_undeclared",
  "length",
  "constructor",
  "toString",
  "__proto__",
  "0",
  "a/b~c",
] as const;

/** Integers that JSON can carry, whether JavaScript can count with them or not. */
const integers = [0, -1, 2 ** 31, 2 ** 53 + 2, -(2 ** 60)] as const;

const formats: Readonly<Record<string, string>> = {
  "date-time": "2026-01-02T03:04:05Z",
  date: "2026-01-02",
  time: "03:04:05Z",
  email: "a@example.com",
  uuid: "00000000-0000-4000-8000-000000000000",
  uri: "https://example.com/a",
  url: "https://example.com/a",
  "uri-reference": "https://example.com/a",
  hostname: "example.com",
  ipv4: "10.0.0.1",
  ipv6: "::1",
  byte: "QUJD",
};

/**
 * Makes random values of the schemas of a description. Not every value is valid, since keywords such as `not` and
 * `uniqueItems` are ignored: check the values.
 */
export class ValueMaker {
  readonly #description: Description;
  readonly #random: Random;
  readonly #fullness: Fullness;
  /** Strings without a format are any of many, not only one. */
  readonly #isWild: boolean;
  #left = maxValues;

  constructor(description: Description, random: Random, fullness: Fullness, isWild: boolean) {
    this.#description = description;
    this.#random = random;
    this.#fullness = fullness;
    this.#isWild = isWild;
  }

  /** @returns `undefined` if the value would be too large */
  make(schema: Part, depth = 0): unknown {
    this.#left -= 1;
    if (this.#left < 0) return undefined;
    const part = this.#description.follow(schema);
    const { value } = part;
    if (!isObject(value)) return this.#anything(depth);
    if ("const" in value) return value["const"];
    if (Array.isArray(value["enum"])) return this.#random.pick(value["enum"]);
    const branches = (key: string) => this.#description.members(part, key).map(([, each]) => each);
    const chosen = this.#random.pick([...branches("oneOf"), ...branches("anyOf")]);
    const parts = [...branches("allOf"), ...(chosen ? [chosen] : [])];
    if (parts.length > 0) return this.#combine(part, value, parts, depth);
    return this.#ofType(part, value, depth);
  }

  #combine(part: Part, schema: JsonObject, parts: readonly Part[], depth: number): unknown {
    const made = parts.map((each) => this.make(each, depth + 1));
    const own = schema["properties"] === undefined ? [] : [this.#object(part, schema, depth)];
    const all = [...own, ...made];
    return all.every(isObject) ? Object.assign({}, ...all) : all.find((each) => !isObject(each));
  }

  #ofType(part: Part, schema: JsonObject, depth: number): unknown {
    const type = this.#typeOf(schema);
    switch (type) {
      case "null":
        return null;
      case "object":
        return this.#object(part, schema, depth);
      case "array":
        return this.#array(part, schema, depth);
      case "string":
        return this.#text(schema);
      case "integer":
      case "number":
        return this.#number(schema, type === "integer");
      case "boolean":
        return this.#random.chance(0.5);
      default:
        return this.#anything(depth);
    }
  }

  #typeOf(schema: JsonObject): unknown {
    const { type } = schema;
    if (!Array.isArray(type)) {
      if (type !== undefined) return type;
      if (schema["properties"] ?? schema["additionalProperties"]) return "object";
      return schema["items"] === undefined ? undefined : "array";
    }
    if (type.includes("null") && this.#random.chance(0.35)) return "null";
    return this.#random.pick(type.filter((each) => each !== "null")) ?? "null";
  }

  #object(part: Part, schema: JsonObject, depth: number): JsonObject {
    const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
    const isWanted = (key: string) =>
      required.has(key) ||
      (depth < maxDepth &&
        (this.#fullness === "all" || (this.#fullness === "some" && this.#random.chance(0.5))));
    const declared = this.#description.members(part, "properties");
    const made = declared.flatMap(([key, property]) =>
      isWanted(key) ? [[key, this.make(property, depth + 1)] as const] : [],
    );
    const known = new Set(declared.map(([key]) => key));
    const undeclared = [...required]
      .filter((key) => !known.has(key))
      .map((key) => [String(key), this.#anything(depth + 1)] as const);
    return Object.fromEntries([...made, ...undeclared, ...this.#additional(part, schema, depth)]);
  }

  #additional(
    part: Part,
    schema: JsonObject,
    depth: number,
  ): readonly (readonly [string, unknown])[] {
    if (this.#fullness === "required" || depth >= maxDepth) return [];
    const additional = this.#description.find(part, "additionalProperties");
    if (isObject(additional?.value)) {
      const names = new Set(["first", this.#random.pick(keys)]);
      return [...names].map((name) => [name, this.make(additional, depth + 1)] as const);
    }
    const isAllowed = schema["additionalProperties"] === undefined && this.#random.chance(0.15);
    return isAllowed ? [[this.#random.pick(keys), this.#anything(depth + 1)]] : [];
  }

  #array(part: Part, schema: JsonObject, depth: number): readonly unknown[] {
    const least = numberOf(schema["minItems"]) ?? 0;
    const most = Math.min(numberOf(schema["maxItems"]) ?? 3, Math.max(least, 3));
    const isShort = depth > maxDepth || (this.#fullness === "required" && this.#random.chance(0.4));
    const length = isShort ? least : Math.max(least, this.#random.below(most + 1));
    const items = this.#description.find(part, "items");
    return Array.from({ length }, () =>
      items ? this.make(items, depth + 1) : this.#anything(depth + 1),
    );
  }

  #text(schema: JsonObject): unknown {
    const { pattern, format } = schema;
    // The sampler makes strings of patterns.
    if (typeof pattern === "string") return makeSample({}, { ...schema, type: "string" }, false);
    const known = formats[String(format)];
    if (known !== undefined) return known;
    const text = this.#isWild ? this.#random.pick(texts) : "text";
    const padded = text.padEnd(numberOf(schema["minLength"]) ?? 0, "x");
    return padded.slice(0, numberOf(schema["maxLength"]) ?? padded.length);
  }

  #number(schema: JsonObject, isInteger: boolean): number {
    const over = numberOf(schema["exclusiveMinimum"]);
    const least = numberOf(schema["minimum"]) ?? over ?? -5;
    const most =
      numberOf(schema["maximum"]) ??
      numberOf(schema["exclusiveMaximum"]) ??
      Math.max(least, 0) + 1000;
    const number = least + this.#random.next() * (most - least);
    if (this.#isWild && this.#random.chance(0.2)) return this.#random.pick(integers);
    const multiple = numberOf(schema["multipleOf"]);
    if (multiple !== undefined) return Math.ceil(number / multiple) * multiple;
    if (!isInteger) return number;
    return Math.round(number) === over ? over + 1 : Math.round(number);
  }

  /** A value where the schema allows every value. */
  #anything(depth: number): unknown {
    if (!this.#isWild) return "any";
    const simple = [this.#random.pick(texts), 7, null, true] as const;
    return this.#random.pick(depth > maxDepth ? simple : [...simple, [1, "two"], { key: "value" }]);
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
