import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { PlannedCondition, PlannedOperand } from "../../model/planned-values.js";
import { printFilled, printPresence, printQuery, printValue } from "./print-value.js";

/** The operands of one kind of operator. */
interface Terms {
  readonly operator: "&&" | "||";
  readonly codes: readonly Code[];
}

/** `if (condition)` */
export function printTest(condition: PlannedCondition): Code {
  return inParentheses(termsOf(condition), Code.of`if `);
}

function inParentheses({ codes, operator }: Terms, head: Code): Code {
  return Code.parenthesized(head, Code.chain(codes, operator));
}

/** `(a && b)` among other terms. */
function grouped({ codes, operator }: Terms): Code {
  return Code.group(Code.of`(${Code.chain(codes, operator)})`);
}

function termsOf(condition: PlannedCondition): Terms {
  switch (condition.kind) {
    case "and":
    case "or": {
      const operator = condition.kind === "and" ? "&&" : "||";
      return { operator, codes: condition.conditions.flatMap((each) => termsIn(operator, each)) };
    }
    case "comparison": {
      const { left, operator, right } = condition;
      const isEquality = operator === "===" || operator === "!==";
      const compared = infix(printOperand(left), operator, printOperand(right));
      const absent = isEquality ? [] : [left, right].filter(mayBeAbsent);
      const guards = absent.map((operand) => printPresence(printOperand(operand), operand.absence));
      return { operator: "&&", codes: [...guards, compared] };
    }
    case "loose-comparison":
      return { operator: "&&", codes: [printLooseComparison(condition)] };
    default:
      return { operator: "&&", codes: [printTerm(condition)] };
  }
}

/** The operands that a nested condition adds to those of the surrounding `operator`. */
function termsIn(operator: Terms["operator"], condition: PlannedCondition): readonly Code[] {
  const terms = termsOf(condition);
  if (condition.kind === "retry") return [grouped(terms)];
  const isOne = terms.codes.length === 1 || terms.operator === operator;
  return isOne ? terms.codes : [grouped(terms)];
}

type Term = Exclude<
  PlannedCondition,
  { readonly kind: "and" | "or" | "comparison" | "loose-comparison" }
>;

function printTerm(condition: Term): Code {
  switch (condition.kind) {
    case "not":
      return printNegated(condition.condition);
    case "absent": {
      const value = printOperand(condition.operand);
      return condition.isNegated ? Code.of`${value} != null` : Code.of`${value} == null`;
    }
    case "truth": {
      const value = printOperand(condition.operand);
      // TypeScript rejects a literal as a condition.
      return condition.operand.value.kind === "read"
        ? value
        : Code.call(runtime("isTruthy"), [value]);
    }
    case "regex": {
      const { step, operand, pattern, flags } = condition;
      const [only = "", ...others] = pattern;
      const regex =
        typeof only === "string" && others.length === 0
          ? Code.regex(only, flags)
          : printFilled(Code.call(runtime("patternWith"), [Code.literal(flags)]), pattern);
      return Code.call(runtime("matches"), [Code.name(step), printOperand(operand), regex]);
    }
    case "jsonpath":
    case "xpath": {
      const [test, tag] =
        condition.kind === "jsonpath"
          ? (["hasMatch", "jsonPathWith"] as const)
          : (["holdsInXml", "xpathWith"] as const);
      const { step, operand, query } = condition;
      const printed = printQuery(tag, query);
      return Code.call(runtime(test), [Code.name(step), printOperand(operand), printed]);
    }
    case "successful":
      return Code.of`${runtime("isSuccessful")}(${Code.name(condition.response)})`;
    case "responded":
      return Code.of`${Code.name(condition.response)}.status !== undefined`;
    case "ended-in-failure":
      return Code.of`"cause" in ${Code.name(condition.result)}`;
    case "retry": {
      const { step, action, response, after, limit } = condition;
      const pace = [Code.of`after: ${Code.literal(after)}`, Code.of`limit: ${Code.literal(limit)}`];
      const args = [Code.name(step), Code.literal(action), Code.object(pace)];
      const answer = response === undefined ? [] : [Code.name(response)];
      return Code.call(Code.of`await ${runtime("retry")}`, [...args, ...answer]);
    }
  }
}

function printNegated(condition: PlannedCondition): Code {
  if (condition.kind === "responded") {
    return Code.of`${Code.name(condition.response)}.status === undefined`;
  }
  const terms = termsOf(condition);
  const calls: readonly PlannedCondition["kind"][] = [
    ...(["loose-comparison", "regex", "jsonpath", "xpath", "successful", "truth"] as const),
  ];
  return calls.includes(condition.kind)
    ? Code.of`!${Code.join(terms.codes, "")}`
    : inParentheses(terms, Code.of`!`);
}

function printLooseComparison({
  left,
  operator,
  right,
}: PlannedCondition & { readonly kind: "loose-comparison" }): Code {
  const a = printOperand(left);
  const b = printOperand(right);
  switch (operator) {
    case "==":
      return Code.call(runtime("isEqual"), [a, b]);
    case "!=":
      return Code.of`!${Code.call(runtime("isEqual"), [a, b])}`;
    case "<":
      return Code.call(runtime("isLess"), [a, b]);
    case ">":
      return Code.call(runtime("isLess"), [b, a]);
    case "<=":
      return Code.call(runtime("isAtMost"), [a, b]);
    case ">=":
      return Code.call(runtime("isAtMost"), [b, a]);
  }
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

function mayBeAbsent({ absence }: PlannedOperand): boolean {
  return absence.undefined || absence.null;
}

function printOperand(operand: PlannedOperand): Code {
  const { value, ofLength } = operand;
  const printed = printValue(value);
  if (!ofLength) return printed;
  if (ofLength === "unknown") return Code.call(runtime("lengthOf"), [printed]);
  return Code.of`${printed}${Code.access("length", false, mayBeAbsent(operand))}`;
}
