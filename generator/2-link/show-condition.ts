import type { ParsedCondition, ParsedOperand } from "./parse-condition.js";

/** A condition as RFC 9535 writes it in a filter; `$` is the context there, too. */
export function showCondition(condition: ParsedCondition): string {
  switch (condition.kind) {
    case "comparison": {
      const { left, operator, right } = condition;
      return `${showOperand(left)} ${operator} ${showOperand(right)}`;
    }
    case "truth":
      return showOperand(condition.operand);
    case "not":
      return `!(${showCondition(condition.condition)})`;
    case "and":
    case "or": {
      const operator = condition.kind === "and" ? " && " : " || ";
      return condition.conditions.map((each) => `(${showCondition(each)})`).join(operator);
    }
  }
}

function showOperand(operand: ParsedOperand): string {
  if (operand.kind === "literal") return JSON.stringify(operand.value);
  const measured = operand.text.replace(/\.length$/, "");
  if (measured === operand.text) return measured;
  return /\[\?|\*|\.\.|:/.test(measured) ? `count(${measured})` : `length(${measured})`;
}
