import type { PlannedCondition, PlannedValue } from "../../model/planned-values.js";
import { allStatements, type FlowStatement } from "../flow/flow-statement.js";

/** The variables that the statements read. */
export function variablesIn(statements: readonly FlowStatement[]): ReadonlySet<string> {
  return new Set(allStatements(statements).flatMap(variablesRead));
}

/** The variables that a statement reads, without the statements within it. */
export function variablesRead(statement: FlowStatement): readonly string[] {
  switch (statement.kind) {
    case "send":
      return [
        ...statement.assertions.map(({ value }) => value.variable),
        ...variablesOfValue(statement.request),
      ];
    case "call":
      return [
        ...statement.assertions.map(({ value }) => value.variable),
        ...variablesOfValue(statement.inputs),
      ];
    case "run-first":
      return variablesOfValue(statement.inputs);
    case "if":
      return variablesOf(statement.condition);
    case "output":
      return variablesOfValue(statement.value);
    case "return":
      return [
        ...statement.outputs.flatMap(({ value }) => variablesOfValue(value)),
        ...(statement.goto ? variablesOfValue(statement.goto.inputs) : []),
      ];
    default:
      return [];
  }
}

function variablesOfValue(value: PlannedValue): readonly string[] {
  switch (value.kind) {
    case "literal":
      return [];
    case "read":
      return [value.variable];
    case "checked":
    case "if-given":
    case "if-status":
      return [value.value.variable];
    case "text":
      return value.parts.flatMap((part) => (typeof part === "string" ? [] : [part.value.variable]));
    case "array":
      return value.items.flatMap(variablesOfValue);
    case "object":
      return value.entries.flatMap(({ name, value: inner }) => [
        ...(typeof name === "string" ? [] : [name.value.variable]),
        ...variablesOfValue(inner),
      ]);
  }
}

/** The variables that a condition reads. */
export function variablesOf(condition: PlannedCondition): readonly string[] {
  switch (condition.kind) {
    case "comparison":
    case "loose-comparison":
      return [condition.left, condition.right].flatMap(({ value }) => variablesOfValue(value));
    case "and":
    case "or":
      return condition.conditions.flatMap(variablesOf);
    case "not":
      return variablesOf(condition.condition);
    case "absent":
    case "truth":
    case "regex":
      return variablesOfValue(condition.operand.value);
    case "jsonpath":
    case "xpath":
      return [
        ...variablesOfValue(condition.operand.value),
        ...condition.query.flatMap((part) => (typeof part === "string" ? [] : [part.variable])),
      ];
    default:
      return [];
  }
}
