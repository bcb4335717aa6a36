import { suggestion } from "../../diagnostics/catalogue-entry.js";
import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { criteriaOf } from "../../model/expressions-in.js";
import type { Condition, Expression, LinkedWorkflow } from "../../model/linked.js";
import { parseJsonPath } from "../../source/json-path.js";
import { child, placeOf } from "../../source/located.js";
import type { CheckedType } from "../../typescript/program.js";
import type { TypedPath } from "../probes/read-path.js";
import { type FoundTypes, findInTypes } from "./find-in-type.js";

/** Reports JSONPath criteria whose queries find nothing in any response that the description declares. */
export function checkQueries(
  { steps }: LinkedWorkflow,
  paths: ReadonlyMap<Expression, TypedPath>,
  diagnostics: Diagnostics,
): void {
  for (const { condition, at } of steps.flatMap(criteriaOf)) {
    for (const { text, operand, isNegated } of queriesIn(condition)) {
      const types = typesOf(paths.get(operand));
      if (types.length === 0 || findInTypes(parseJsonPath(text), types, []).length > 0) continue;
      const code = isNegated ? "criterion-always-true" : "comparison-impossible";
      const place = placeOf(child(at, "condition") ?? at);
      diagnostics.report(code, place, { condition: text, ...describe(text, operand, types) });
    }
  }
}

interface Query {
  readonly text: string;
  readonly operand: Expression;
  readonly isNegated: boolean;
}

/** Queries without expressions. */
function queriesIn(condition: Condition, isNegated = false): readonly Query[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap((each) => queriesIn(each, isNegated));
    case "not":
      return queriesIn(condition.condition, !isNegated);
    case "jsonpath": {
      const [text, ...others] = condition.query;
      if (typeof text !== "string" || others.length > 0) return [];
      const { operand } = condition;
      return operand.kind === "literal" ? [] : [{ text, operand: operand.expression, isNegated }];
    }
    default:
      return [];
  }
}

function typesOf(path: TypedPath | undefined): readonly CheckedType[] {
  if (!path) return [];
  const types = path.type.kind === "unknown" ? (path.declared ?? []) : [path.type];
  return types.some(({ kind }) => kind === "unknown") ? [] : types;
}

/** A common mistake is a filter that tests the value itself, though it tests the members of an object. */
function describe(text: string, { text: subject }: Expression, types: readonly CheckedType[]) {
  const isOfObject = /^\$\[\?/.test(text) && types.every(({ kind }) => kind === "object");
  if (isOfObject) {
    const possible = "an object, and the filter tests the values in it";
    const own = text.replace(/\bcount\(@((?:\.\w+)+)\)/g, "length($$$1)").replaceAll("@", "$");
    if (findInTypes(parseJsonPath(own), types, []).length > 0) {
      return { subject, possible, fix: `write ${own}` };
    }
  }
  const possible = `${isOfObject ? "an object" : "a value"} in which the query finds nothing`;
  return { subject, possible, fix: fixFor(text, types) };
}

/** Suggests a name for the first one that no type has. */
function fixFor(text: string, types: readonly CheckedType[]): string {
  let found: FoundTypes = types;
  for (const segment of parseJsonPath(text).segments) {
    const next = findInTypes({ isRelative: true, segments: [segment] }, types, found);
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
