import type { Statement } from "../../model/planned.js";
import type { PlannedCondition, PlannedOperand, PlannedRead } from "../../model/planned-values.js";
import { allStatements } from "../flow/flow-statement.js";
import { variablesOf } from "./collect-read-variables.js";

/**
 * Makes conditions read the variable of an output that already holds the value they would read from the response.
 *
 * A variable that a condition reads already is not reused: TypeScript would keep what one step has narrowed it to,
 * and reject a comparison of another step that can only fail.
 */
export function reuseOutputVariables(statements: readonly Statement[]): readonly Statement[] {
  const all = allStatements(statements);
  const asked = new Set(
    all.flatMap((each) => (each.kind === "if" ? variablesOf(each.condition) : [])),
  );
  const assigned = new Set<string>();
  const assignedAgain = new Set<string>();
  for (const each of all) {
    if (each.kind !== "output") continue;
    (assigned.has(each.variable) ? assignedAgain : assigned).add(each.variable);
  }
  return inList(statements, new Map());

  function inList(
    list: readonly Statement[],
    outer: ReadonlyMap<string, string>,
  ): readonly Statement[] {
    const held = new Map(outer);
    return list.map((statement) => {
      switch (statement.kind) {
        case "output": {
          const { variable, value } = statement;
          const isSafe = !asked.has(variable) && !assignedAgain.has(variable);
          if (isSafe && value.kind === "read") held.set(keyOf(value), variable);
          return statement;
        }
        case "if": {
          const condition = inCondition(statement.condition, held);
          return { ...statement, condition, statements: inList(statement.statements, held) };
        }
        case "loop":
        case "block":
          return { ...statement, statements: inList(statement.statements, held) };
        default:
          return statement;
      }
    });
  }
}

function inCondition(
  condition: PlannedCondition,
  held: ReadonlyMap<string, string>,
): PlannedCondition {
  switch (condition.kind) {
    case "and":
    case "or":
      return {
        ...condition,
        conditions: condition.conditions.map((each) => inCondition(each, held)),
      };
    case "not":
      return { ...condition, condition: inCondition(condition.condition, held) };
    case "comparison":
    case "loose-comparison": {
      const [left, right] = [inOperand(condition.left, held), inOperand(condition.right, held)];
      return { ...condition, left, right };
    }
    case "absent":
    case "truth":
    case "regex":
    case "jsonpath":
    case "xpath":
      return { ...condition, operand: inOperand(condition.operand, held) };
    default:
      return condition;
  }
}

function inOperand(operand: PlannedOperand, held: ReadonlyMap<string, string>): PlannedOperand {
  const { value } = operand;
  const variable = value.kind === "read" ? held.get(keyOf(value)) : undefined;
  if (value.kind !== "read" || variable === undefined) return operand;
  return { ...operand, value: { ...value, variable, path: [], unknownPath: [] } };
}

function keyOf({ variable, path, unknownPath }: PlannedRead): string {
  return JSON.stringify([variable, path.map(({ key }) => key), unknownPath]);
}
