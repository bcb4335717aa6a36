import type { Assertion } from "../../model/planned.js";
import type {
  PlannedCondition,
  PlannedEntry,
  PlannedQueryText,
  PlannedValue,
} from "../../model/planned-values.js";
import { allStatements, type FlowStatement } from "../flow/flow-statement.js";

export function variablesIn(statements: readonly FlowStatement[]): ReadonlySet<string> {
  return new Set(allStatements(statements).flatMap(variablesRead));
}

/** The variables that a statement reads, without its nested statements. */
export function variablesRead(statement: FlowStatement): readonly string[] {
  switch (statement.kind) {
    case "send":
      return variablesOfAll(statement.assertions, [statement.request]);
    case "call":
    case "run-first":
      return variablesOfAll(statement.assertions, [statement.inputs]);
    case "if":
      return variablesOfCondition(statement.condition);
    case "output":
      return variablesOf(statement.value);
    case "fail":
      return [statement.failure.response];
    case "return": {
      const { outputs, failure, goto } = statement;
      const values = [...outputs.map(({ value }) => value), ...(goto ? [goto.inputs] : [])];
      const read = variablesOfAll(goto?.assertions ?? [], values);
      return [...read, ...(failure ? [failure.response] : [])];
    }
    default:
      return [];
  }
}

function variablesOfAll(
  assertions: readonly Assertion[],
  values: readonly PlannedValue[],
): readonly string[] {
  return [...assertions.map(({ value }) => value), ...values].flatMap(variablesOf);
}

function variablesOf(value: PlannedValue): readonly string[] {
  switch (value.kind) {
    case "literal":
      return [];
    case "read":
      return [value.variable, ...variablesOfQuery(value.selection?.query ?? [])];
    case "checked":
    case "if-given":
    case "if-status":
      return variablesOf(value.value);
    case "text":
      return value.parts.flatMap((part) =>
        typeof part === "string" ? [] : variablesOf(part.value),
      );
    case "array":
      return value.items.flatMap(variablesOf);
    case "changed-array": {
      const values = [...value.replaced.map((each) => each.value), ...value.added];
      return [value.base, ...values].flatMap(variablesOf);
    }
    case "changed-unknown":
      return [value.base, value.members].flatMap(variablesOf);
    case "object":
      return [...(value.base ? [value.base.variable] : []), ...variablesOfEntries(value.entries)];
  }
}

function variablesOfEntries(entries: readonly PlannedEntry[]): readonly string[] {
  return entries.flatMap(({ name, value }) => [
    ...(typeof name === "string" ? [] : variablesOf(name.value)),
    ...variablesOf(value),
  ]);
}

export function variablesOfCondition(condition: PlannedCondition): readonly string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap(variablesOfCondition);
    case "not":
      return variablesOfCondition(condition.condition);
    case "comparison":
    case "loose-comparison":
      return [condition.left, condition.right].flatMap(({ value }) => variablesOf(value));
    default: {
      const operand = "operand" in condition ? [condition.operand.value] : [];
      const query =
        "query" in condition ? condition.query : "pattern" in condition ? condition.pattern : [];
      return [...operand.flatMap(variablesOf), ...variablesOfQuery(query)];
    }
  }
}

function variablesOfQuery(
  query: readonly (string | PlannedValue | PlannedQueryText)[],
): readonly string[] {
  const parts = query.flatMap((part) =>
    typeof part === "object" && part.kind === "query-text" ? part.parts : part,
  );
  return parts.filter((part) => typeof part !== "string").flatMap(variablesOf);
}
