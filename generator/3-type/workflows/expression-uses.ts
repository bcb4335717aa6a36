import type {
  Condition,
  Expression,
  LinkedCriterion,
  LinkedStep,
  LinkedWorkflow,
  Template,
} from "../../model/linked.js";
import type { SuccessTest } from "../../model/typed.js";
import { allStatuses, provenStatuses, unprovenStatuses } from "../statuses/proven-statuses.js";
import { statusesOfSuccess } from "../statuses/success-test.js";

/** An expression, and what `$response` means where it stands. */
export interface ExpressionUse {
  readonly expression: Expression;
  readonly step: LinkedStep | undefined;
  /** The statuses that the response can have there; undefined before there is one. */
  readonly statuses: readonly number[] | undefined;
  readonly isOutput: boolean;
}

/** Every expression of a workflow. */
export function expressionUses(
  workflow: LinkedWorkflow,
  success: ReadonlyMap<LinkedStep, SuccessTest>,
): readonly ExpressionUse[] {
  return [
    ...workflow.steps.flatMap((step) =>
      usesOfStep(step, success.get(step) ?? { kind: "criteria" }),
    ),
    ...workflow.outputs.map(({ expression }) => ({
      expression,
      step: undefined,
      statuses: undefined,
      isOutput: false,
    })),
  ];
}

function usesOfStep(step: LinkedStep, test: SuccessTest): readonly ExpressionUse[] {
  const succeeded = statusesOfSuccess(step, test);
  const failed =
    test.kind === "criteria"
      ? unprovenStatuses(step.successCriteria)
      : allStatuses.filter((status) => !succeeded.includes(status));
  const request = templatesOf(step).flatMap(expressionsOf);
  return [
    ...request.map((expression) => ({ expression, step, statuses: undefined, isOutput: false })),
    ...usesOfCriteria(step.successCriteria, step, allStatuses),
    ...step.onSuccess.flatMap(({ criteria }) => usesOfCriteria(criteria, step, succeeded)),
    ...step.onFailure.flatMap(({ criteria }) => usesOfCriteria(criteria, step, failed)),
    ...step.outputs.map(({ expression }) => ({
      expression,
      step,
      statuses: succeeded,
      isOutput: true,
    })),
  ];
}

/** Each criterion is evaluated only if those before it hold. */
function usesOfCriteria(
  criteria: readonly LinkedCriterion[],
  step: LinkedStep,
  statuses: readonly number[],
): readonly ExpressionUse[] {
  return criteria.flatMap(({ condition }, index) => {
    const proven = provenStatuses(statuses, criteria.slice(0, index));
    return expressionsIn(condition).map((expression) => ({
      expression,
      step,
      statuses: proven,
      isOutput: false,
    }));
  });
}

/** The values that a step sends, or gives to the workflow it runs. */
function templatesOf({ call }: LinkedStep): readonly Template[] {
  if (call.kind === "workflow") return call.inputs.map(({ value }) => value);
  return [
    ...call.parameters.map(({ value }) => value),
    ...(call.requestBody ? [call.requestBody.payload] : []),
  ];
}

function expressionsOf(template: Template): readonly Expression[] {
  switch (template.kind) {
    case "expression":
      return [template.expression];
    case "text":
      return template.parts.filter((part) => typeof part !== "string");
    case "object":
      return template.entries.flatMap(({ name, value }) => [
        ...(typeof name === "string" ? [] : [name]),
        ...expressionsOf(value),
      ]);
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
    case "and":
    case "or":
      return condition.conditions.flatMap(expressionsIn);
    case "jsonpath":
    case "xpath":
    case "regex":
    case "truth": {
      const { operand } = condition;
      const parts = "query" in condition ? condition.query : [];
      return [
        ...(operand.kind === "expression" ? [operand.expression] : []),
        ...parts.filter((part) => typeof part !== "string"),
      ];
    }
  }
}
