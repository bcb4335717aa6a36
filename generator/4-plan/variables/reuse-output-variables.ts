import type { Statement } from "../../model/planned.js";
import type { PlannedCondition, PlannedOperand, PlannedRead } from "../../model/planned-values.js";
import { allStatements, mapNested } from "../flow/flow-statement.js";
import type { LocalNames } from "./choose-local-names.js";
import { variablesOfCondition } from "./collect-read-variables.js";

/**
 * Makes conditions read the variable of an output instead of the same value in the response.
 *
 * A variable that a condition already reads is not reused. TypeScript keeps the type to which one step has narrowed the
 * variable, and would reject a comparison of another step as impossible. A value that comes from the latest result of a
 * workflow may be older than that result.
 */
export function reuseOutputVariables(
  statements: readonly Statement[],
  { results }: Pick<LocalNames, "results">,
): readonly Statement[] {
  const all = allStatements(statements);
  const unsafe = new Set(
    all.flatMap((each) => (each.kind === "if" ? variablesCompared(each.condition) : [])),
  );
  const assigned = new Set<string>();
  const changing = new Set(results.values());
  for (const each of all) {
    if (each.kind !== "output") continue;
    if (each.value.kind === "read" && changing.has(each.value.variable)) unsafe.add(each.variable);
    if (assigned.has(each.variable)) unsafe.add(each.variable);
    assigned.add(each.variable);
  }
  return reuseIn(statements, new Map(), unsafe);
}

/** The variables that a condition reads, but for tests whether they are absent, which do not narrow to other values. */
function variablesCompared(condition: PlannedCondition): readonly string[] {
  switch (condition.kind) {
    case "absent":
      return [];
    case "and":
    case "or":
      return condition.conditions.flatMap(variablesCompared);
    case "not":
      return variablesCompared(condition.condition);
    default:
      return variablesOfCondition(condition);
  }
}

/** @param outer the variables of outputs, by the read whose value they hold */
function reuseIn(
  statements: readonly Statement[],
  outer: ReadonlyMap<string, string>,
  unsafe: ReadonlySet<string>,
): readonly Statement[] {
  const held = new Map(outer);
  return statements.map((statement) => {
    if (statement.kind === "output") {
      const { variable, value } = statement;
      if (!unsafe.has(variable) && value.kind === "read" && !value.selection)
        held.set(keyOf(value), variable);
    }
    const inner = mapNested(statement, (nested) => reuseIn(nested, held, unsafe));
    return inner.kind === "if"
      ? { ...inner, condition: reuseInCondition(inner.condition, held) }
      : inner;
  });
}

function reuseInCondition(
  condition: PlannedCondition,
  held: ReadonlyMap<string, string>,
): PlannedCondition {
  const reuse = (operand: PlannedOperand): PlannedOperand => {
    const { value } = operand;
    const variable = value.kind === "read" && !value.selection ? held.get(keyOf(value)) : undefined;
    if (value.kind !== "read" || variable === undefined) return operand;
    return { ...operand, value: { ...value, variable, path: [], unknownPath: [] } };
  };
  switch (condition.kind) {
    case "and":
    case "or": {
      const conditions = condition.conditions.map((each) => reuseInCondition(each, held));
      return { ...condition, conditions };
    }
    case "not":
      return { ...condition, condition: reuseInCondition(condition.condition, held) };
    case "comparison":
    case "loose-comparison":
      return { ...condition, left: reuse(condition.left), right: reuse(condition.right) };
    default:
      return "operand" in condition
        ? { ...condition, operand: reuse(condition.operand) }
        : condition;
  }
}

function keyOf({ variable, path, unknownPath }: PlannedRead): string {
  return JSON.stringify([variable, path.map(({ key }) => key), unknownPath]);
}
