import { createRequire } from "node:module";
import type { JSONValue, jsonpath } from "json-p3";

/** Loaded only if a document contains a query. */
const require = createRequire(import.meta.url);
export const loadJsonP3 = (): typeof import("json-p3") => require("json-p3");

/** A query of RFC 9535 as data. */
export interface JsonPathQuery {
  /** Starts with `@`, so that it searches the value that a filter tests. */
  readonly isRelative: boolean;
  readonly segments: readonly JsonPathSegment[];
}

export interface JsonPathSegment {
  readonly isDescendant: boolean;
  readonly selectors: readonly JsonPathSelector[];
}

export type JsonPathSelector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  /** A wildcard or a slice. */
  | { readonly kind: "several" }
  | { readonly kind: "filter"; readonly test: JsonPathTest };

export type JsonPathTest =
  | { readonly kind: "and" | "or"; readonly left: JsonPathTest; readonly right: JsonPathTest }
  | {
      readonly kind: "comparison";
      readonly operator: string;
      readonly left: JsonPathValue;
      readonly right: JsonPathValue;
    }
  | { readonly kind: "exists"; readonly query: JsonPathQuery }
  | { readonly kind: "other" };

export type JsonPathValue =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "query" | "count" | "length"; readonly query: JsonPathQuery }
  | { readonly kind: "other" };

/** @param text a query that conforms to RFC 9535 */
export function parseJsonPath(text: string): JsonPathQuery {
  const { JSONPathEnvironment, jsonpath } = loadJsonP3();
  return readQuery(new JSONPathEnvironment().compile(text), false, jsonpath);
}

/** The keys and indexes that lead to each value that a query finds. */
export function findLocations(
  query: string,
  value: unknown,
): readonly (readonly (string | number)[])[] {
  const { compile } = loadJsonP3();
  const json: JSONValue = JSON.parse(JSON.stringify(value));
  return compile(query)
    .query(json)
    .nodes.map(({ location }) => location);
}

type Syntax = typeof jsonpath;

function readQuery(
  { segments }: jsonpath.JSONPathQuery,
  isRelative: boolean,
  syntax: Syntax,
): JsonPathQuery {
  return {
    isRelative,
    segments: segments.map((segment) => ({
      isDescendant: segment.toString().startsWith(".."),
      selectors: segment.selectors.map((selector) => readSelector(selector, syntax)),
    })),
  };
}

function readSelector(selector: jsonpath.JSONPathSelector, syntax: Syntax): JsonPathSelector {
  const { NameSelector, IndexSelector, FilterSelector } = syntax.selectors;
  if (selector instanceof NameSelector) return { kind: "name", name: selector.name };
  if (selector instanceof IndexSelector) return { kind: "index", index: selector.index };
  if (!(selector instanceof FilterSelector)) return { kind: "several" };
  return { kind: "filter", test: readTest(selector.expression, syntax) };
}

function readTest(expression: jsonpath.expressions.FilterExpression, syntax: Syntax): JsonPathTest {
  const { InfixExpression, LogicalExpression } = syntax.expressions;
  if (expression instanceof LogicalExpression) return readTest(expression.expression, syntax);
  if (!(expression instanceof InfixExpression)) {
    const query = readFilterQuery(expression, syntax);
    return query ? { kind: "exists", query } : { kind: "other" };
  }
  const { operator, left, right } = expression;
  if (expression.logical) {
    const kind = operator === "&&" ? "and" : "or";
    return { kind, left: readTest(left, syntax), right: readTest(right, syntax) };
  }
  const [a, b] = [readValue(left, syntax), readValue(right, syntax)];
  return { kind: "comparison", operator, left: a, right: b };
}

function readValue(
  expression: jsonpath.expressions.FilterExpression,
  syntax: Syntax,
): JsonPathValue {
  const { BooleanLiteral, FunctionExtension, NullLiteral, NumberLiteral, StringLiteral } =
    syntax.expressions;
  if (expression instanceof NullLiteral) return { kind: "literal", value: null };
  if (
    expression instanceof BooleanLiteral ||
    expression instanceof NumberLiteral ||
    expression instanceof StringLiteral
  ) {
    return { kind: "literal", value: expression.value };
  }
  const query = readFilterQuery(expression, syntax);
  if (query) return { kind: "query", query };
  if (!(expression instanceof FunctionExtension)) return { kind: "other" };
  const { name, args } = expression;
  const measured = args[0] && readFilterQuery(args[0], syntax);
  const isKnown = name === "count" || name === "length";
  return measured && isKnown ? { kind: name, query: measured } : { kind: "other" };
}

function readFilterQuery(
  expression: jsonpath.expressions.FilterExpression,
  syntax: Syntax,
): JsonPathQuery | undefined {
  const { RelativeQuery, RootQuery } = syntax.expressions;
  if (expression instanceof RelativeQuery) return readQuery(expression.path, true, syntax);
  return expression instanceof RootQuery ? readQuery(expression.path, false, syntax) : undefined;
}
