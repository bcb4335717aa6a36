import type { Condition, Operand } from "./linked.js";
import type { ParsedCondition, ParsedOperand } from "./parse-condition.js";

export type LinkOperand = (operand: ParsedOperand) => Operand | undefined;

/** Binds the operands of a parsed condition; undefined when one of them cannot be bound. */
export function linkCondition(
  parsed: ParsedCondition,
  ignoresCase: boolean,
  linkOperand: LinkOperand,
): Condition | undefined {
  switch (parsed.kind) {
    case "comparison": {
      const left = linkOperand(parsed.left);
      const right = linkOperand(parsed.right);
      return left && right && { ...parsed, left, right, ignoresCase };
    }
    case "not": {
      const condition = linkCondition(parsed.condition, ignoresCase, linkOperand);
      return condition && { kind: "not", condition };
    }
    default: {
      const conditions = parsed.conditions.map((each) =>
        linkCondition(each, ignoresCase, linkOperand),
      );
      if (!conditions.every((each) => each !== undefined)) return undefined;
      return { kind: parsed.kind, conditions };
    }
  }
}
