import type { Condition, Operand } from "../../model/linked.js";
import type { ParsedCondition, ParsedOperand } from "./parse-condition.js";

/** Links the parts of a condition; undefined means that an error was reported. */
export interface ConditionBinder {
  readonly ignoresCase: boolean;
  readonly bindOperand: (operand: ParsedOperand) => Operand | undefined;
  /** Links a whole comparison. If the result is "default", the operands are linked separately. */
  readonly bindComparison?: (
    comparison: Extract<ParsedCondition, { kind: "comparison" }>,
  ) => Condition | undefined | "default";
  readonly bindTruth?: (operand: ParsedOperand) => Condition | undefined;
}

export function linkCondition(
  parsed: ParsedCondition,
  binder: ConditionBinder,
): Condition | undefined {
  switch (parsed.kind) {
    case "comparison": {
      const special = binder.bindComparison ? binder.bindComparison(parsed) : "default";
      if (special !== "default") return special;
      const left = binder.bindOperand(parsed.left);
      const right = binder.bindOperand(parsed.right);
      return left && right && { ...parsed, left, right, ignoresCase: binder.ignoresCase };
    }
    case "truth": {
      if (binder.bindTruth) return binder.bindTruth(parsed.operand);
      const operand = binder.bindOperand(parsed.operand);
      return operand && { kind: "truth", operand };
    }
    case "not": {
      const condition = linkCondition(parsed.condition, binder);
      return condition && { kind: "not", condition };
    }
    case "and":
    case "or": {
      const conditions = parsed.conditions.map((each) => linkCondition(each, binder));
      if (!conditions.every((each) => each !== undefined)) return undefined;
      return { kind: parsed.kind, conditions };
    }
  }
}
