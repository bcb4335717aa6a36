import type {
  Absence,
  PlannedCondition,
  PlannedEntry,
  PlannedOperand,
  PlannedRead,
  PlannedValue,
} from "../4-plan/planned.js";
import { Code } from "./code.js";

/** A value as an expression. */
export function printValue(value: PlannedValue): Code {
  switch (value.kind) {
    case "literal":
      return Code.literal(value.value).from(value.place);
    case "read":
      return printRead(value);
    case "array":
      return Code.array(value.items.map(printValue)).from(value.place);
    case "object":
      return Code.object(value.entries.map(printEntry)).from(value.place);
  }
}

export function printRead({ variable, path, place }: PlannedRead): Code {
  const accesses = path.map(({ key, isIndex, isOptional }) =>
    Code.access(key, isIndex, isOptional),
  );
  return Code.join([Code.name(variable), ...accesses], "").from(place);
}

export function printEntry({ name, namePlace, value, isLeftOutWhen }: PlannedEntry): Code {
  const key = Code.key(name).from(namePlace, value.place);
  const printed = printValue(value);
  const isShorthand = value.kind === "read" && value.path.length === 0 && value.variable === name;
  const entry = isShorthand ? printed : Code.of`${key}: ${printed}`;
  if (!isLeftOutWhen) return entry;
  return Code.of`...(${printPresence(printed, isLeftOutWhen)} && { ${entry} })`;
}

/** That a value is neither of what it could lack. */
function printPresence(value: Code, absence: Absence): Code {
  if (absence.undefined && absence.null) return Code.of`${value} != null`;
  return absence.null ? Code.of`${value} !== null` : Code.of`${value} !== undefined`;
}

/** A condition as an expression; the parts of another condition are in parentheses where needed. */
export function printCondition(condition: PlannedCondition): Code {
  switch (condition.kind) {
    case "comparison": {
      const { left, operator, right } = condition;
      const isEquality = operator === "===" || operator === "!==";
      const compared = printComparison(printOperand(left), operator, printOperand(right));
      const absent = isEquality ? [] : [left, right].filter(({ mayBeAbsent }) => mayBeAbsent);
      const guards = absent.map((operand) =>
        printPresence(printOperand(operand), { undefined: true, null: false }),
      );
      return Code.join([...guards, compared], " && ");
    }
    case "not":
      return Code.of`!(${printCondition(condition.condition)})`;
    case "and":
      return Code.join(condition.conditions.map(printGrouped), " && ");
    case "or":
      return Code.join(condition.conditions.map(printGrouped), " || ");
  }
}

function printGrouped(condition: PlannedCondition): Code {
  const printed = printCondition(condition);
  return condition.kind === "and" || condition.kind === "or" ? Code.of`(${printed})` : printed;
}

function printComparison(left: Code, operator: string, right: Code): Code {
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
