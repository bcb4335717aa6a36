import type { Condition, Expression, LinkedStep, Template } from "../2-link/linked.js";

/** What a step reads before it is sent. */
export function expressionsOfRequest({
  parameters,
  requestBody,
}: LinkedStep): readonly Expression[] {
  return [
    ...parameters.flatMap(({ value }) => expressionsOf(value)),
    ...(requestBody ? expressionsOf(requestBody.payload) : []),
  ];
}

/** What a step reads once its response has arrived. */
export function expressionsOfResponse(step: LinkedStep): readonly Expression[] {
  const criteria = [
    ...step.successCriteria,
    ...step.onSuccess.flatMap((action) => action.criteria),
  ];
  return [
    ...criteria.flatMap(({ condition }) => expressionsIn(condition)),
    ...step.outputs.map(({ expression }) => expression),
  ];
}

function expressionsOf(template: Template): readonly Expression[] {
  switch (template.kind) {
    case "expression":
      return [template.expression];
    case "object":
      return template.entries.flatMap(({ value }) => expressionsOf(value));
    case "array":
      return template.items.flatMap(expressionsOf);
    case "literal":
      return [];
  }
}

function expressionsIn(condition: Condition): readonly Expression[] {
  switch (condition.kind) {
    case "comparison":
      return [condition.left, condition.right].flatMap((operand) =>
        operand.kind === "expression" ? [operand.expression] : [],
      );
    case "not":
      return expressionsIn(condition.condition);
    default:
      return condition.conditions.flatMap(expressionsIn);
  }
}
