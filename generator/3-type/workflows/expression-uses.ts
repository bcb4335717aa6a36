import {
  expressionsInCondition,
  expressionsInTemplate,
  expressionsPassedBy,
  templatesOf,
  withInner,
} from "../../model/expressions-in.js";
import type {
  Expression,
  LinkedAction,
  LinkedCriterion,
  LinkedStep,
  LinkedWorkflow,
} from "../../model/linked.js";
import {
  allStatuses,
  intersection,
  narrowedStatusesOf,
  type Statuses,
  statusesOf,
} from "../../model/status-set.js";
import type { SuccessTest } from "../../model/typed.js";
import { statusesAfter } from "../statuses/success-test.js";

/** An expression, with the step and the statuses of the response that `$response` refers to. */
export interface ExpressionUse {
  readonly expression: Expression;
  readonly step: LinkedStep | undefined;
  /** The statuses that the response can have there; undefined before there is a response. */
  readonly statuses: Statuses | undefined;
  /** Those of the statuses for which the condition that contains the expression can hold. */
  readonly meant: Statuses;
  readonly isOutput: boolean;
}

const withoutResponse = { step: undefined, statuses: undefined, meant: [], isOutput: false };

export function expressionUses(
  workflow: LinkedWorkflow,
  success: ReadonlyMap<LinkedStep, SuccessTest>,
): readonly ExpressionUse[] {
  return [
    ...workflow.steps.flatMap((step) =>
      usesOfStep(step, success.get(step) ?? { kind: "criteria" }),
    ),
    ...workflow.outputs
      .flatMap((output) => withInner(output.expression))
      .map((expression) => ({ ...withoutResponse, expression })),
  ];
}

function usesOfStep(step: LinkedStep, test: SuccessTest): readonly ExpressionUse[] {
  const statuses = statusesAfter(step, test);
  const { success } = statuses;
  const ofSuccess = { step, statuses: success, meant: success, isOutput: true };
  const request = templatesOf(step).flatMap(expressionsInTemplate);
  return [
    ...request.map(({ expression }) => ({ ...withoutResponse, expression, step })),
    ...usesOfCriteria(step.successCriteria, step, allStatuses),
    ...step.onSuccess.flatMap((action) => usesOfAction(action, step, success)),
    ...step.onFailure.flatMap((action) => usesOfAction(action, step, statuses.failure)),
    ...step.outputs
      .flatMap((output) => withInner(output.expression))
      .map((expression) => ({ ...ofSuccess, expression })),
  ];
}

/** The values that an action passes to a workflow are read only if its criteria hold. */
function usesOfAction(
  action: LinkedAction,
  step: LinkedStep,
  statuses: Statuses,
): readonly ExpressionUse[] {
  const { criteria } = action;
  const proven = intersection(statuses, narrowedStatusesOf(criteria).possible);
  const meant = intersection(proven, statusesOf(criteria).possible);
  const use = { step, statuses: proven, meant, isOutput: false };
  return [
    ...usesOfCriteria(criteria, step, statuses),
    ...expressionsPassedBy([action]).map((expression) => ({ ...use, expression })),
  ];
}

/** Each criterion is evaluated only if those before it hold. */
function usesOfCriteria(
  criteria: readonly LinkedCriterion[],
  step: LinkedStep,
  statuses: Statuses,
): readonly ExpressionUse[] {
  return criteria.flatMap((criterion, index) => {
    const { possible } = narrowedStatusesOf(criteria.slice(0, index));
    const proven = intersection(statuses, possible);
    const meant = intersection(proven, statusesOf([criterion]).possible);
    const use = { step, statuses: proven, meant, isOutput: false };
    return expressionsInCondition(criterion.condition).map((expression) => ({
      ...use,
      expression,
    }));
  });
}
