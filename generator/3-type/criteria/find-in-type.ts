import type { ComparisonOperator } from "../../model/linked.js";
import type {
  JsonPathQuery,
  JsonPathSelector,
  JsonPathTest,
  JsonPathValue,
} from "../../source/json-path.js";
import type { CheckedType } from "../../typescript/program.js";
import { canHold, type PossibleValues, valuesOfScalar } from "./possible-values.js";

/** What is known of the value of a query, and of the expressions in it. */
export interface QueryTypes {
  /** The types of the value that `$` stands for. */
  readonly root: FoundTypes;
  /** The values of expressions, by the strings that stand for them; undefined if nothing is known of one. */
  readonly expressions: ReadonlyMap<string, PossibleValues | undefined>;
}

/** The types of the values that a query can find; `undefined` stands for a value of which nothing is known. */
export type FoundTypes = readonly (CheckedType | undefined)[];

/**
 * Finds nothing if no value of the types has what the query asks for. Members of an object that its type does not declare
 * are not searched.
 * @param current the types of the value that `@` stands for
 * @see https://www.rfc-editor.org/rfc/rfc9535#section-2.3
 */
export function findInTypes(
  { isRelative, segments }: JsonPathQuery,
  query: QueryTypes,
  current: FoundTypes,
): FoundTypes {
  let found = isRelative ? current : query.root;
  for (const { isDescendant, selectors } of segments) {
    // A value can be at any depth.
    if (isDescendant) return [undefined];
    const from = found;
    found = selectors.flatMap((selector) => from.flatMap((type) => select(selector, type, query)));
  }
  return found;
}

function select(
  selector: JsonPathSelector,
  type: CheckedType | undefined,
  query: QueryTypes,
): FoundTypes {
  if (!type || type.kind === "unknown") return [undefined];
  switch (selector.kind) {
    case "name": {
      if (query.expressions.has(selector.name)) return [undefined];
      if (type.kind !== "object") return [];
      const member = type.at(selector.name);
      if (member) return [member];
      return type.mayHave(selector.name) ? [undefined] : [];
    }
    case "index":
      return type.kind === "array" ? [type.at(String(Math.max(0, selector.index)))] : [];
    case "several":
      return childrenOf(type);
    case "filter":
      return childrenOf(type).filter((child) => mayHold(selector.test, query, [child]));
  }
}

function childrenOf(type: CheckedType): FoundTypes {
  if (type.kind === "array") return [type.at("0")];
  if (type.kind !== "object") return [];
  // An object with an index signature has a member of every name.
  const names = [...type.propertyNames, "any name"];
  return names.flatMap((name) => type.at(name) ?? []);
}

function mayHold(test: JsonPathTest, query: QueryTypes, current: FoundTypes): boolean {
  switch (test.kind) {
    case "and":
      return mayHold(test.left, query, current) && mayHold(test.right, query, current);
    case "or":
      return mayHold(test.left, query, current) || mayHold(test.right, query, current);
    case "exists":
      return findInTypes(test.query, query, current).length > 0;
    case "comparison": {
      const left = valuesOf(test.left, query, current);
      const right = valuesOf(test.right, query, current);
      const operator = operators.find((each) => each === test.operator);
      if (!left || !right || !operator) return true;
      // The value of an expression is of one type, whatever a literal was meant to be.
      const convertsTypes = query.expressions.size === 0;
      return canHold({ operator, ignoresCase: false }, left, right, convertsTypes);
    }
    case "other":
      return true;
  }
}

const operators: readonly ComparisonOperator[] = ["==", "!=", "<", "<=", ">", ">="];

/** Undefined if nothing is known. The value of a query that finds nothing is equal to no literal. */
function valuesOf(
  value: JsonPathValue,
  query: QueryTypes,
  current: FoundTypes,
): PossibleValues | undefined {
  if (value.kind === "other") return undefined;
  if (value.kind === "literal") {
    const { expressions } = query;
    const text = String(value.value);
    return expressions.has(text) ? expressions.get(text) : valuesOfScalar(value.value);
  }
  const found = findInTypes(value.query, query, current);
  if (value.kind === "count") {
    return { kinds: ["number"], values: found.length === 0 ? [0] : undefined };
  }
  if (found.length === 0) return { kinds: [], values: [] };
  if (value.kind === "length" || found.includes(undefined)) return undefined;
  const types = found.filter((type) => type !== undefined);
  if (types.some(({ kinds }) => kinds.length === 0)) return undefined;
  const literals = types.map((type) => type.literals);
  const isNullable = types.some((type) => type.allowsNull);
  return {
    kinds: [...types.flatMap(({ kinds }) => kinds), ...(isNullable ? (["null"] as const) : [])],
    values: literals.includes(undefined) ? undefined : literals.flatMap((each) => each ?? []),
  };
}
