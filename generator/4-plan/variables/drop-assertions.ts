import type { Assertion, Statement } from "../../model/planned.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import { negate } from "../conditions/negate.js";

/** Drops the assertions of constants that a condition before them has found to be present, as TypeScript then knows. */
export function dropAssertions(
  statements: readonly Statement[],
  isConstant: (variable: string) => boolean,
  outer: ReadonlySet<string> = new Set(),
): readonly Statement[] {
  const present = new Set(outer);
  return statements.map((statement): Statement => {
    switch (statement.kind) {
      case "send":
      case "call":
        return { ...statement, assertions: statement.assertions.filter(isNeeded) };
      case "if": {
        const inside = new Set([...present, ...foundPresent(statement.condition)]);
        if (endsAlways(statement.statements)) {
          for (const each of foundPresent(negate(statement.condition))) present.add(each);
        }
        return {
          ...statement,
          statements: dropAssertions(statement.statements, isConstant, inside),
        };
      }
      case "loop":
      case "block":
        return {
          ...statement,
          statements: dropAssertions(statement.statements, isConstant, present),
        };
      default:
        return statement;
    }
  });

  function isNeeded({ value: { variable, path, unknownPath } }: Assertion): boolean {
    const isVariable = path.length === 0 && unknownPath.length === 0;
    return !isVariable || !isConstant(variable) || !present.has(variable);
  }
}

/** The variables that are present where a condition holds. */
function foundPresent(condition: PlannedCondition): readonly string[] {
  if (condition.kind === "and") return condition.conditions.flatMap(foundPresent);
  const asksPresence =
    condition.kind === "truth" || (condition.kind === "absent" && condition.isNegated);
  if (!asksPresence || condition.operand.ofLength) return [];
  const { value } = condition.operand;
  if (value.kind !== "read") return [];
  return value.path.length === 0 && value.unknownPath.length === 0 ? [value.variable] : [];
}

function endsAlways(statements: readonly Statement[]): boolean {
  return ["return", "fail", "jump"].includes(statements.at(-1)?.kind ?? "");
}
