import type { Assertion, Statement } from "../../model/planned.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import { negate } from "../conditions/negate.js";
import { mapNested } from "../flow/flow-statement.js";

/** Removes assertions of constants that an earlier condition has found to be present. TypeScript knows this, too. */
export function dropAssertions(
  statements: readonly Statement[],
  isConstant: (variable: string) => boolean,
  outer: ReadonlySet<string> = new Set(),
): readonly Statement[] {
  const present = new Set(outer);
  const isNeeded = ({ value: { variable, path, unknownPath } }: Assertion) => {
    const isVariable = path.length === 0 && unknownPath.length === 0;
    return !isVariable || !isConstant(variable) || !present.has(variable);
  };
  return statements.map((statement): Statement => {
    if (statement.kind === "send" || statement.kind === "call") {
      return { ...statement, assertions: statement.assertions.filter(isNeeded) };
    }
    const inside = new Set(present);
    if (statement.kind === "if") {
      const { condition, statements: inner } = statement;
      for (const each of foundPresent(condition)) inside.add(each);
      const after = endsAlways(inner) ? foundPresent(negate(condition)) : [];
      for (const each of after) present.add(each);
    }
    return mapNested(statement, (nested) => dropAssertions(nested, isConstant, inside));
  });
}

/** The variables that are present where a condition holds. */
function foundPresent(condition: PlannedCondition): readonly string[] {
  if (condition.kind === "and") return condition.conditions.flatMap(foundPresent);
  const testsPresence =
    condition.kind === "truth" || (condition.kind === "absent" && condition.isNegated);
  if (!testsPresence || condition.operand.ofLength) return [];
  const { value } = condition.operand;
  if (value.kind !== "read") return [];
  return value.path.length === 0 && value.unknownPath.length === 0 ? [value.variable] : [];
}

function endsAlways(statements: readonly Statement[]): boolean {
  return ["return", "fail", "jump"].includes(statements.at(-1)?.kind ?? "");
}
