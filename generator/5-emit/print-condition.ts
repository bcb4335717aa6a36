import type { PlannedCondition, PlannedOperand, PlannedRead } from "../4-plan/planned-values.js";
import { Code } from "./code.js";
import { printPresence, printRead, printValue } from "./print-value.js";

/** A condition as an expression. */
export function printCondition(condition: PlannedCondition): Code {
  switch (condition.kind) {
    case "comparison": {
      const { left, operator, right } = condition;
      const isEquality = operator === "===" || operator === "!==";
      const compared = infix(printOperand(left), operator, printOperand(right));
      const absent = isEquality ? [] : [left, right].filter(({ mayBeAbsent }) => mayBeAbsent);
      const guards = absent.map((operand) =>
        printPresence(printOperand(operand), { undefined: true, null: false }),
      );
      return Code.join([...guards, compared], " && ");
    }
    case "loose-comparison":
      return printLooseComparison(condition);
    case "not":
      return isSimple(condition.condition)
        ? Code.of`!${printCondition(condition.condition)}`
        : Code.of`!(${printCondition(condition.condition)})`;
    case "and":
      return Code.join(condition.conditions.map(grouped), " && ");
    case "or":
      return Code.join(condition.conditions.map(grouped), " || ");
    case "absent": {
      const value = printOperand(condition.operand);
      return condition.isNegated ? Code.of`${value} != null` : Code.of`${value} == null`;
    }
    case "truth": {
      const { operand, isBoolean } = condition;
      const value = printOperand(operand);
      return isBoolean ? Code.of`${value} === true` : Code.of`isTruthy(${value})`;
    }
    case "regex": {
      const { operand, pattern, flags } = condition;
      const expression = Code.of`new RegExp(${Code.literal(pattern)}, ${Code.literal(flags)})`;
      return Code.of`matches(${printOperand(operand)}, ${expression})`;
    }
    case "jsonpath":
      return Code.of`hasMatch(${printOperand(condition.operand)}, ${printQuery(condition.query)})`;
    case "successful":
      return Code.of`isSuccessful(${Code.name(condition.response)})`;
    case "responded":
      return Code.of`${Code.name(condition.response)}.status !== undefined`;
    case "ended-in-failure":
      return Code.of`"cause" in ${Code.name(condition.result)}`;
    case "retry": {
      const { stepId, action, response, after, limit } = condition;
      const pace = Code.of`{ after: ${Code.literal(after)}, limit: ${Code.literal(limit)} }`;
      const args = [Code.literal(stepId), Code.literal(action), Code.name(response), pace];
      return Code.of`(await retry(run, ${Code.join(args, ", ")}))`;
    }
  }
}

function printQuery(query: readonly (string | PlannedRead)[]): Code {
  const [only] = query;
  if (query.length === 1 && typeof only === "string") return Code.literal(only);
  return Code.template(
    query.map((part) =>
      typeof part === "string" ? part : Code.of`${asLiteral}(${printRead(part)})`,
    ),
  );
}

const asLiteral = Code.name("asLiteral");

function printLooseComparison({
  left,
  operator,
  right,
}: PlannedCondition & { readonly kind: "loose-comparison" }): Code {
  const a = printOperand(left);
  const b = printOperand(right);
  switch (operator) {
    case "==":
      return Code.of`isEqual(${a}, ${b})`;
    case "!=":
      return Code.of`!isEqual(${a}, ${b})`;
    case "<":
      return Code.of`isLess(${a}, ${b})`;
    case ">":
      return Code.of`isLess(${b}, ${a})`;
    case "<=":
      return Code.of`(isLess(${a}, ${b}) || isEqual(${a}, ${b}))`;
    case ">=":
      return Code.of`(isLess(${b}, ${a}) || isEqual(${a}, ${b}))`;
  }
}

/** Whether a `!` in front of it belongs to all of it. */
function isSimple({ kind }: PlannedCondition): boolean {
  return ["regex", "jsonpath", "successful", "retry"].includes(kind);
}

function grouped(condition: PlannedCondition): Code {
  const printed = printCondition(condition);
  const needsGroup = condition.kind === "and" || condition.kind === "or";
  return needsGroup ? Code.of`(${printed})` : printed;
}

function infix(left: Code, operator: string, right: Code): Code {
  switch (operator) {
    case "===":
      return Code.of`${left} === ${right}`;
    case "!==":
      return Code.of`${left} !== ${right}`;
    case "<":
      return Code.of`${left} < ${right}`;
    case "<=":
      return Code.of`${left} <= ${right}`;
    case ">":
      return Code.of`${left} > ${right}`;
    default:
      return Code.of`${left} >= ${right}`;
  }
}

function printOperand({ value, ofLength, mayBeAbsent }: PlannedOperand): Code {
  const printed = printValue(value);
  return ofLength ? Code.of`${printed}${Code.access("length", false, mayBeAbsent)}` : printed;
}
