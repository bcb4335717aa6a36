import { typesOf } from "../model/json-schema.js";
import type { Scalar } from "../model/linked.js";
import { child, type Located } from "../source/located.js";
import { formats } from "./formats.js";
import type { PatternTester } from "./pattern-tester.js";

/** A rule of a schema that a value does not follow. */
export interface BrokenRule {
  /** The keyword in the schema. */
  readonly at: Located;
  /** A noun for a value that follows the rule. */
  readonly expected: string;
}

/** The rules of a schema itself, not of the schemas that it combines, that a scalar does not follow. */
export function rulesBrokenByScalar(
  value: Scalar,
  schema: Located,
  patterns: PatternTester,
): readonly BrokenRule[] {
  if (typeof value === "string") return rulesBrokenByText(value, schema, patterns);
  return typeof value === "number" ? rulesBrokenByNumber(value, schema) : [];
}

function rulesBrokenByText(
  text: string,
  schema: Located,
  patterns: PatternTester,
): readonly BrokenRule[] {
  const length = [...text].length;
  const { broken, rule, limit } = rulesOf(schema);
  limit("minLength", (least) => length < least && `a string of at least ${characters(least)}`);
  limit("maxLength", (most) => length > most && `a string of at most ${characters(most)}`);
  rule("pattern", (pattern) => {
    if (typeof pattern !== "string" || isWithDelimiters(pattern)) return false;
    return patterns.test(pattern, text) === false && `a string that matches ${pattern}`;
  });
  rule("format", (name) => {
    const format = formats.get(name);
    return format !== undefined && !format.holds(text) && format.noun;
  });
  return broken;
}

/** `/^a$/`: the author probably means the pattern between the slashes. */
function isWithDelimiters(pattern: string): boolean {
  return /^\/.*\/[a-z]*$/s.test(pattern);
}

function rulesBrokenByNumber(value: number, schema: Located): readonly BrokenRule[] {
  const { broken, rule, limit } = rulesOf(schema);
  const isExclusive = (keyword: string) => child(schema, keyword)?.value === true;
  limit("minimum", (least) => {
    // In OpenAPI before 3.1, `exclusiveMinimum` is a boolean.
    if (isExclusive("exclusiveMinimum")) return value <= least && `a number greater than ${least}`;
    return value < least && `a number of at least ${least}`;
  });
  limit("maximum", (most) => {
    if (isExclusive("exclusiveMaximum")) return value >= most && `a number less than ${most}`;
    return value > most && `a number of at most ${most}`;
  });
  limit("exclusiveMinimum", (bound) => value <= bound && `a number greater than ${bound}`);
  limit("exclusiveMaximum", (bound) => value >= bound && `a number less than ${bound}`);
  limit("multipleOf", (unit) => !isMultiple(value, unit) && `a multiple of ${unit}`);
  rule("type", () => {
    const types = typesOf(schema);
    const isWhole = types.includes("integer") && !types.includes("number");
    return isWhole && !Number.isInteger(value) && "an integer";
  });
  rule("format", (name) => {
    const isSmall = Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** 31;
    return name === "int32" && !isSmall && "an integer of 32 bits";
  });
  return broken;
}

/** Binary fractions are not exact: 0.3 / 0.1 is not 3. */
function isMultiple(value: number, unit: number): boolean {
  if (unit <= 0) return true;
  const quotient = value / unit;
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

export function rulesBrokenByArray(
  length: number,
  hasEqualItems: boolean,
  schema: Located,
): readonly BrokenRule[] {
  const { broken, rule, limit } = rulesOf(schema);
  limit("minItems", (least) => length < least && `an array of at least ${elements(least)}`);
  limit("maxItems", (most) => length > most && `an array of at most ${elements(most)}`);
  rule("uniqueItems", (value) => value === true && hasEqualItems && "an array of unique elements");
  return broken;
}

/** @param leastSize the number of properties that are certainly sent */
export function rulesBrokenByObject(
  leastSize: number,
  mostSize: number,
  schema: Located,
): readonly BrokenRule[] {
  const { broken, limit } = rulesOf(schema);
  limit("minProperties", (least) => mostSize < least && `an object of at least ${fields(least)}`);
  limit("maxProperties", (most) => leastSize > most && `an object of at most ${fields(most)}`);
  return broken;
}

/** Collects broken rules. A test returns a noun for a valid value, or false if the rule is followed. */
function rulesOf(schema: Located) {
  const broken: BrokenRule[] = [];
  const rule = (keyword: string, test: (value: unknown) => string | false) => {
    const at = child(schema, keyword);
    const expected = at && test(at.value);
    if (at && expected) broken.push({ at, expected });
  };
  const limit = (keyword: string, test: (bound: number) => string | false) =>
    rule(keyword, (bound) => typeof bound === "number" && test(bound));
  return { broken, rule, limit };
}

const characters = (count: number) => (count === 1 ? "1 character" : `${count} characters`);
const elements = (count: number) => (count === 1 ? "1 element" : `${count} elements`);
const fields = (count: number) => (count === 1 ? "1 property" : `${count} properties`);
