import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { criteriaOf } from "../../model/expressions-in.js";
import type { Condition, Expression, LinkedQuery, LinkedWorkflow } from "../../model/linked.js";
import type { TypedPath } from "../probes/read-path.js";
import { findContainer } from "../workflows/find-container.js";

/** Reports objects and arrays in patterns and queries, which have no literal for them. */
export function checkValues(
  { steps }: LinkedWorkflow,
  paths: ReadonlyMap<Expression, TypedPath>,
  diagnostics: Diagnostics,
): void {
  for (const { condition } of steps.flatMap(criteriaOf)) {
    const { strings, literals } = valuesIn(condition);
    for (const expression of strings) {
      const found = findContainer(expression, paths);
      if (found) diagnostics.report("object-in-string", expression.place, found);
    }
    for (const expression of literals) {
      const found = findContainer(expression, paths);
      if (found?.isCertain) diagnostics.report("query-value", expression.place, found);
    }
  }
}

interface Values {
  /** They become strings. */
  readonly strings: readonly Expression[];
  /** They become literals of their types. */
  readonly literals: readonly Expression[];
}

function valuesIn(condition: Condition): Values {
  switch (condition.kind) {
    case "and":
    case "or":
      return joined(condition.conditions.map(valuesIn));
    case "not":
      return valuesIn(condition.condition);
    case "regex":
      return { strings: expressionsOf(condition.pattern), literals: [] };
    case "jsonpath":
    case "xpath":
      return joined(condition.query.map(valuesOfPart));
    default:
      return { strings: [], literals: [] };
  }
}

function valuesOfPart(part: LinkedQuery[number]): Values {
  if (typeof part === "string") return { strings: [], literals: [] };
  return part.kind === "text"
    ? { strings: expressionsOf(part.parts), literals: [] }
    : { strings: [], literals: [part] };
}

function expressionsOf(parts: readonly (string | Expression)[]): readonly Expression[] {
  return parts.filter((part) => typeof part !== "string");
}

function joined(values: readonly Values[]): Values {
  return {
    strings: values.flatMap(({ strings }) => strings),
    literals: values.flatMap(({ literals }) => literals),
  };
}
