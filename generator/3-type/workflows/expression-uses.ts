import {
  expressionsInCondition,
  expressionsInTemplate,
  templatesOf,
} from "../../model/expressions-in.js";
import type {
  Expression,
  LinkedCriterion,
  LinkedStep,
  LinkedWorkflow,
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
  const request = templatesOf(step).flatMap(expressionsInTemplate);
  return [
    ...request.map(({ expression }) => ({
      expression,
      step,
      statuses: undefined,
      isOutput: false,
    })),
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
    return expressionsInCondition(condition).map((expression) => ({
      expression,
      step,
      statuses: proven,
      isOutput: false,
    }));
  });
}
