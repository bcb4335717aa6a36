import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { nearestName, unknownName } from "../../diagnostics/nearest-name.js";
import {
  child,
  entriesOf,
  isObject,
  itemsOf,
  keyPlaceOf,
  type Located,
  placeOf,
} from "../../source/located.js";

import { reportRoundedNumbers } from "./report-rounded.js";

interface Keyword {
  /** A noun for messages, such as `a number`. */
  readonly expected: string;
  readonly isExpected: (value: unknown) => boolean;
  readonly schemasIn?: (at: Located) => readonly Located[];
}

const typeNames = ["null", "boolean", "object", "array", "number", "integer", "string"];

const isString = (value: unknown): value is string => typeof value === "string";
const text: Keyword = { expected: "a string", isExpected: isString };
const number: Keyword = { expected: "a number", isExpected: (value) => typeof value === "number" };
const count: Keyword = {
  expected: "a non-negative integer",
  isExpected: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const isFlag = (value: unknown) => typeof value === "boolean";
const flag: Keyword = { expected: "true or false", isExpected: isFlag };
const list: Keyword = { expected: "an array", isExpected: Array.isArray };
const names: Keyword = {
  expected: "an array of names",
  isExpected: (value) => Array.isArray(value) && value.every(isString),
};
const anything: Keyword = { expected: "a value", isExpected: () => true };
const schema: Keyword = {
  expected: "a schema",
  isExpected: (value) => isObject(value) || isFlag(value),
  schemasIn: (at) => [at],
};
const schemas: Keyword = { ...list, expected: "an array of schemas", schemasIn: itemsOf };
const schemasByName: Keyword = {
  expected: "an object whose values are schemas",
  isExpected: isObject,
  schemasIn: (at) => entriesOf(at).map(([, each]) => each),
};
const type: Keyword = {
  expected: `one of ${typeNames.join(", ")}, or an array of them`,
  isExpected: (value) => [value].flat().every((each) => isString(each) && typeNames.includes(each)),
};

/**
 * Keywords by the kind of their values. Keywords that allow any value, such as `default`, are last.
 * @see https://json-schema.org/draft/2020-12/schema
 */
const keywords: readonly (readonly [Keyword, string])[] = [
  [type, "type"],
  [schemasByName, "properties patternProperties dependentSchemas $defs definitions"],
  [schema, "items contains additionalProperties propertyNames not if then else"],
  [schema, "unevaluatedItems unevaluatedProperties contentSchema"],
  [schemas, "allOf anyOf oneOf prefixItems"],
  [names, "required"],
  [list, "enum examples"],
  [number, "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"],
  [
    count,
    "minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains",
  ],
  [flag, "uniqueItems deprecated readOnly writeOnly nullable"],
  [text, "title description format pattern contentMediaType contentEncoding $comment"],
  [text, "$ref $id $schema $anchor $dynamicRef $dynamicAnchor id"],
  [anything, "const default example dependentRequired externalDocs discriminator xml $vocabulary"],
  // From earlier drafts.
  [anything, "dependencies additionalItems"],
];

/** Keywords whose values are inputs, and become code. */
const valueKeywords: readonly string[] = ["const", "default", "enum"];

const keywordOf = new Map(
  keywords.flatMap(([keyword, names]) => names.split(" ").map((name) => [name, keyword] as const)),
);

/**
 * Reports misspelt keywords and values of the wrong kind in a JSON Schema and in the schemas nested in it. References
 * are not followed.
 */
export function checkSchema(root: Located, diagnostics: Diagnostics): void {
  const waiting = [root];
  const seen = new Set<unknown>();
  if (!reportNames(root, diagnostics)) return;
  for (const at of waiting) {
    if (seen.has(at.value)) continue;
    if (isObject(at.value)) seen.add(at.value);
    reportUndeclared(at, diagnostics);
    for (const [name, value] of entriesOf(at)) {
      const keyword = isKeyword(name, value) ? keywordOf.get(name) : undefined;
      if (!keyword) {
        reportMisspelt(name, value, diagnostics);
      } else if (!keyword.isExpected(value.value)) {
        reportKind(name, value, keyword, diagnostics);
      } else {
        if (valueKeywords.includes(name)) reportRoundedNumbers(value, diagnostics);
        // Alone, it is followed where the schema is used.
        if (name === "$dynamicRef" && child(at, "$ref")?.value !== value.value) {
          diagnostics.report("dynamic-reference", placeOf(value), {
            reference: String(value.value),
          });
        }
        for (const inner of keyword.schemasIn?.(value) ?? []) {
          if (schema.isExpected(inner.value)) waiting.push(inner);
          else reportKind(String(inner.path.at(-1)), inner, schema, diagnostics);
        }
      }
    }
  }
}

function reportKind(
  name: string,
  at: Located,
  { expected }: Keyword,
  diagnostics: Diagnostics,
): void {
  const nearest = name === "type" ? nearestName(String(at.value), typeNames) : undefined;
  diagnostics.report("schema-keyword", placeOf(at), { name, expected, nearest });
}

/** Returns false, after a report, for an object of inputs that is no schema, such as `{ near: string }`. */
function reportNames(root: Located, diagnostics: Diagnostics): boolean {
  const entries = entriesOf(root).filter(([name]) => !name.startsWith("x-"));
  const [[first] = []] = entries;
  const isSchema = entries.some(
    ([name, value]) => isKeyword(name, value) || nearestKeyword(name, value) !== undefined,
  );
  if (first === undefined || (isSchema && !areAllTypes(root))) return true;
  diagnostics.report("inputs-not-schema", placeOf(root), { name: first });
  return false;
}

/** False for `title: { type: string }`, a property that stands outside `properties`. */
function isKeyword(name: string, at: Located): boolean {
  const keyword = keywordOf.get(name);
  if (!keyword) return false;
  return keyword.isExpected(at.value) || keyword.schemasIn !== undefined || !isTyped(at);
}

/** True for `{ type: string }`. */
function isTyped(at: Located): boolean {
  return isTypeName(child(at, "type")?.value);
}

/** True for `{ id: string, kind: string }`, which has names that are also keywords, or are near to one. */
function areAllTypes(root: Located): boolean {
  return entriesOf(root).every(([name, { value }]) => name !== "type" && isTypeName(value));
}

function isTypeName(value: unknown): boolean {
  return isString(value) && typeNames.includes(value);
}

/** Reports required names that no property has. Schemas that a schema combines can declare further properties. */
function reportUndeclared(at: Located, diagnostics: Diagnostics): void {
  const declared = child(at, "properties");
  const others = ["$ref", "allOf", "anyOf", "oneOf", "if", "patternProperties"];
  if (!declared || others.some((keyword) => child(at, keyword))) return;
  const known = entriesOf(declared).map(([name]) => name);
  for (const each of itemsOf(child(at, "required"))) {
    const name = each.value;
    if (!isString(name) || known.includes(name)) continue;
    diagnostics.report("required-undeclared", placeOf(each), unknownName(name, known));
  }
}

function nearestKeyword(name: string, at: Located): string | undefined {
  if (name.startsWith("x-") || isTyped(at)) return undefined;
  return nearestName(name, [...keywordOf.keys()]);
}

/** JSON Schema allows unknown keywords, so only those that look like a misspelt standard keyword or like a property are reported. */
function reportMisspelt(name: string, at: Located, diagnostics: Diagnostics): void {
  const nearest = nearestKeyword(name, at);
  if (nearest === undefined && (!isTyped(at) || name.startsWith("x-"))) return;
  diagnostics.report("schema-keyword-unknown", keyPlaceOf(at), { name, nearest });
}
