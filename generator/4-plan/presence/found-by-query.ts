import type { Condition } from "../../model/linked.js";
import { isSampleValue, sampleJsonPath } from "../../model/sample-query.js";
import type { JsonPathQuery, JsonPathTest, JsonPathValue } from "../../source/json-path.js";
import { type Alternatives, allOf, type FoundValue, nothingFound, oneOf } from "./alternatives.js";
import { type ValuePath, valuePath } from "./value-path.js";

type Query = Extract<Condition, { readonly kind: "jsonpath" | "xpath" }>;

/** The values that are present if a query finds something. */
export function foundByQuery(
  { operand, query }: Query,
  parse: (query: string) => JsonPathQuery,
): Alternatives {
  const path = operand.kind === "expression" ? valuePath(operand.expression) : undefined;
  if (!path) return nothingFound;
  const parsed = parse(sampleJsonPath(query));
  return foundIn(parsed, { path, isConstant: query.length === 1 });
}

/** The value that `$` stands for. */
interface Root {
  readonly path: ValuePath;
  /** False for a query that contains the values of expressions, which can be null. */
  readonly isConstant: boolean;
}

/** @param count the least number of values that the query finds */
function foundIn({ isRelative, segments }: JsonPathQuery, root: Root, count = 1): Alternatives {
  // `@` can be any of several values.
  if (isRelative) return nothingFound;
  let found: FoundValue = { ...root.path, mayBeNull: true, length: 0 };
  for (const [index, { isDescendant, selectors }] of segments.entries()) {
    const [selector, ...others] = selectors;
    const container = { ...found, mayBeNull: false };
    if (isDescendant || others.length > 0 || !selector) return [[container]];
    if (selector.kind === "name" && isSampleValue(selector.name)) return [[container]];
    const isLast = index === segments.length - 1;
    switch (selector.kind) {
      case "name":
        found = { ...found, pointer: [...found.pointer, selector.name] };
        break;
      case "index":
        if (selector.index < 0) return [[{ ...container, length: -selector.index }]];
        found = { ...found, pointer: [...found.pointer, String(selector.index)] };
        break;
      default: {
        const filled: Alternatives = [[{ ...container, length: isLast ? count : 1 }]];
        return selector.kind === "filter"
          ? allOf([filled, foundByTest(selector.test, root)])
          : filled;
      }
    }
  }
  return [[found]];
}

/** What a filter requires of the value of `$`, apart from the value that it tests. */
function foundByTest(test: JsonPathTest, root: Root): Alternatives {
  switch (test.kind) {
    case "and":
      return allOf([foundByTest(test.left, root), foundByTest(test.right, root)]);
    case "or":
      return oneOf([foundByTest(test.left, root), foundByTest(test.right, root)]);
    case "exists":
      return foundIn(test.query, root);
    case "comparison": {
      const { left, operator, right } = test;
      if (!root.isConstant) return nothingFound;
      if (right.kind === "literal") return foundByComparison(left, operator, right.value, root);
      if (left.kind !== "literal") return nothingFound;
      return foundByComparison(right, mirrored.get(operator) ?? operator, left.value, root);
    }
    case "other":
      return nothingFound;
  }
}

/** Every comparison of an absent value with a literal is false, except `!=`. */
function foundByComparison(
  value: JsonPathValue,
  operator: string,
  literal: unknown,
  root: Root,
): Alternatives {
  if (operator === "!=" || value.kind === "literal" || value.kind === "other") return nothingFound;
  const least = typeof literal === "number" ? leastNumber(operator, literal) : 0;
  if (value.kind === "count") {
    return least > 0 ? foundIn(value.query, root, least) : nothingFound;
  }
  const length = value.kind === "length" ? least : 0;
  // A comparison only contains queries that find at most one value.
  return foundIn(value.query, root).map((values) =>
    values.map((each) => ({ ...each, mayBeNull: literal === null, length })),
  );
}

function leastNumber(operator: string, limit: number): number {
  if (operator === ">") return Math.floor(limit) + 1;
  return operator === "==" || operator === ">=" ? Math.ceil(limit) : 0;
}

/** The operators of an order, with the operators with which the operands can change places. */
const mirrored = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
]);
