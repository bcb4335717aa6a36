import type { Condition, Expression, LinkedAction, LinkedStep } from "../../model/linked.js";
import type { TypedWorkflow } from "../../model/typed.js";

/** A step that has succeeded, and the action that ends the workflow after it. */
export interface EndingAction {
  readonly step: LinkedStep;
  readonly action: LinkedAction;
}

/** Whether the expression reads an element of an array that the criteria of the action require to be empty. */
export function isFoundEmpty(
  expression: Expression,
  { step, action }: EndingAction,
  typed: TypedWorkflow,
): boolean {
  if (expression.kind !== "step-output" || expression.stepId !== step.stepId) return false;
  const output = step.outputs.find(({ name }) => name === expression.name)?.expression;
  if (output?.kind !== "response-body") return false;
  const path = [...output.pointer, ...expression.pointer];
  const isEmpty = (condition: Condition): boolean => {
    if (condition.kind === "and") return condition.conditions.some(isEmpty);
    const array = arrayWithoutElements(condition);
    return (
      array?.kind === "response-body" &&
      typed.expressions.get(array)?.kind === "array" &&
      array.pointer.length < path.length &&
      array.pointer.every((key, index) => key === path[index])
    );
  };
  return action.criteria.some(({ condition }) => isEmpty(condition));
}

/** The array in `array.length == 0`. */
function arrayWithoutElements(condition: Condition): Expression | undefined {
  if (condition.kind !== "comparison" || condition.operator !== "==") return undefined;
  const { left, right } = condition;
  const isZero = right.kind === "literal" && right.value === 0;
  return isZero && left.kind === "expression" && left.ofLength ? left.expression : undefined;
}
