import { suggestion } from "../../diagnostics/catalogue-entry.js";
import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { criteriaOf } from "../../model/expressions-in.js";
import type {
  Expression,
  LinkedCriterion,
  LinkedQuery,
  LinkedWorkflow,
} from "../../model/linked.js";
import { sampleJsonPath, sampleValue } from "../../model/sample-query.js";
import { type JsonPathQuery, parseJsonPath } from "../../source/json-path.js";
import { child, placeOf } from "../../source/located.js";
import type { CheckedType } from "../../typescript/program.js";
import type { TypedPath } from "../probes/read-path.js";
import { type FoundTypes, findInTypes, type QueryTypes } from "./find-in-type.js";
import type { PossibleValues } from "./possible-values.js";

/** Reports JSONPath criteria whose queries find nothing in any response that the description declares. */
export function checkQueries(
  { steps }: LinkedWorkflow,
  paths: ReadonlyMap<Expression, TypedPath>,
  diagnostics: Diagnostics,
): void {
  for (const criterion of steps.flatMap(criteriaOf)) {
    for (const query of queriesIn(criterion)) {
      const types = typesOf(paths.get(query.operand));
      if (types.length === 0 || findsIn(query.query, types, paths)) continue;
      const code = query.isNegated ? "criterion-always-true" : "comparison-impossible";
      const place = placeOf(child(criterion.at, "condition") ?? criterion.at);
      const unquoted = withoutQuotes(query.query, types, paths);
      const described = describe(query, parseJsonPath(sampleJsonPath(query.query)), types, paths);
      const fix = unquoted === undefined ? described.fix : `write ${unquoted} without quotes`;
      diagnostics.report(code, place, { condition: query.written, ...described, fix });
    }
  }
}

interface Query {
  readonly query: LinkedQuery;
  /** As in the document. */
  readonly written: string;
  readonly operand: Expression;
  readonly isNegated: boolean;
}

function queriesIn(
  { condition, text }: Pick<LinkedCriterion, "condition" | "text">,
  isNegated = false,
): readonly Query[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap((each) =>
        queriesIn({ condition: each, text }, isNegated),
      );
    case "not":
      return queriesIn({ condition: condition.condition, text }, !isNegated);
    case "jsonpath": {
      const { query, operand } = condition;
      if (operand.kind === "literal") return [];
      const [only = "", ...others] = query;
      const written = typeof only === "string" && others.length === 0 ? only : text;
      return [{ query, written, operand: operand.expression, isNegated }];
    }
    default:
      return [];
  }
}

type Paths = ReadonlyMap<Expression, TypedPath>;

function findsIn(query: LinkedQuery, types: readonly CheckedType[], paths: Paths): boolean {
  const expressions = new Map(
    query.flatMap((part, index) =>
      typeof part === "string" ? [] : [[sampleValue(index), valuesOf(part, paths)] as const],
    ),
  );
  const parsed = parseJsonPath(sampleJsonPath(query));
  return findInTypes(parsed, { root: types, expressions }, []).length > 0;
}

/** Undefined if nothing is known. An absent value makes the criterion fail. */
function valuesOf(
  part: Exclude<LinkedQuery[number], string>,
  paths: Paths,
): PossibleValues | undefined {
  if (part.kind === "text") return { kinds: ["string"], values: undefined };
  const types = typesOf(paths.get(part));
  // A header is a string, even if its declared type is another one.
  if (
    part.kind === "response-header" ||
    types.length === 0 ||
    types.some(({ kinds }) => kinds.length === 0)
  )
    return undefined;
  const kinds = types.flatMap((type) => type.kinds);
  // They have no literal, which is reported.
  if (kinds.includes("object") || kinds.includes("array")) return undefined;
  const literals = types.map((type) => type.literals);
  const isNullable = types.some(({ allowsNull }) => allowsNull);
  return {
    kinds: [...kinds, ...(isNullable ? (["null"] as const) : [])],
    values: literals.includes(undefined) ? undefined : literals.flatMap((each) => each ?? []),
  };
}

/** The expressions between quotes, if the query finds something when their values keep their types. */
function withoutQuotes(
  query: LinkedQuery,
  types: readonly CheckedType[],
  paths: Paths,
): string | undefined {
  const quoted: Expression[] = [];
  const unquoted = query.map((part) => {
    if (typeof part === "string" || part.kind !== "text") return part;
    const [only = "", ...others] = part.parts;
    if (typeof only === "string" || others.length > 0) return part;
    quoted.push(only);
    return only;
  });
  const isFixed = quoted.length > 0 && findsIn(unquoted, types, paths);
  return isFixed ? quoted.map(({ text }) => `{${text}}`).join(" and ") : undefined;
}

function typesOf(path: TypedPath | undefined): readonly CheckedType[] {
  if (!path) return [];
  const types = path.type.kind === "unknown" ? (path.declared ?? []) : [path.type];
  return types.some(({ kind }) => kind === "unknown") ? [] : types;
}

/**
 * A common mistake is a filter that tests the value itself, though it tests the members of an object.
 * @param sample the query with strings in place of its expressions
 */
function describe(
  { query, written, operand: { text: subject } }: Query,
  sample: JsonPathQuery,
  types: readonly CheckedType[],
  paths: Paths,
) {
  const isOfObject = /^\$\[\?/.test(written) && types.every(({ kind }) => kind === "object");
  if (isOfObject) {
    const possible = "an object, and the filter tests the values in it";
    const own = query.map((part) => (typeof part === "string" ? ofWhole(part) : part));
    if (findsIn(own, types, paths)) return { subject, possible, fix: `write ${ofWhole(written)}` };
  }
  const possible = `${isOfObject ? "an object" : "a value"} in which the query finds nothing`;
  return { subject, possible, fix: fixFor(sample, types) };
}

/** The filter, but of the value itself. */
function ofWhole(text: string): string {
  return text.replace(/\bcount\(@((?:\.\w+)+)\)/g, "length($$$1)").replaceAll("@", "$");
}

/** Suggests a name for the first one that no type has. */
function fixFor({ segments }: JsonPathQuery, types: readonly CheckedType[]): string {
  let found: FoundTypes = types;
  for (const segment of segments) {
    const next = findInTypes({ isRelative: true, segments: [segment] }, constant(types), found);
    const [selector] = segment.selectors;
    if (next.length === 0 && selector?.kind === "name") {
      return suggestion(
        unknownName(
          selector.name,
          found.flatMap((type) => type?.propertyNames ?? []),
        ),
      );
    }
    found = next;
  }
  return "query a value that the response can have";
}

/** For a query without expressions. */
function constant(root: FoundTypes): QueryTypes {
  return { root, expressions: new Map() };
}
