import { expressionsPassedBy, withInner } from "../../model/expressions-in.js";
import type { LinkedStep } from "../../model/linked.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import { workflowKey } from "../../model/workflow-key.js";
import { placeOf } from "../../source/located.js";
import { negate } from "../conditions/negate.js";
import { allOf, planCriteria } from "../conditions/plan-condition.js";
import type { FlowFacts } from "../flow/flow-facts.js";
import { narrowCondition } from "../presence/narrow-condition.js";
import { narrowedReads } from "../presence/narrowing.js";
import { compareWithLiteral, readVariable } from "../values/read-variable.js";
import type { ValueScope } from "../values/value-scope.js";
import { callMayFail, mayLackResponse } from "./plan-send.js";

/** The condition under which a step has failed; undefined if the step cannot fail. */
export function planFailureTest(
  step: LinkedStep,
  response: string,
  scope: ValueScope,
  succeeded: FlowFacts,
): PlannedCondition | undefined {
  const { call, at } = step;
  if (call.kind === "workflow") {
    const ended = endedInFailure(step, response, scope);
    const met = planSuccess(step, scope, succeeded);
    const unmet = met && negate(met);
    if (!ended || !unmet) return ended ?? unmet;
    const others = unmet.kind === "or" ? unmet.conditions : [unmet];
    return { kind: "or", conditions: [ended, ...others] };
  }
  const test = scope.typed.success.get(step);
  if (test?.kind === "statuses") {
    const status = readVariable(response, ["status"], placeOf(at));
    return allOf(test.statuses.map((each) => compareWithLiteral(status, "!==", each)));
  }
  const condition: PlannedCondition | undefined =
    test?.kind === "successful"
      ? { kind: "successful", response }
      : planSuccess(step, scope, succeeded);
  if (!condition) return undefined;
  // Without a response, no criterion holds.
  return negate(
    mayLackResponse(step)
      ? { kind: "and", conditions: [{ kind: "responded", response }, condition] }
      : condition,
  );
}

/** The success criteria, after which TypeScript knows everything that the facts say of the values which are read then. */
function planSuccess(
  step: LinkedStep,
  scope: ValueScope,
  succeeded: FlowFacts,
): PlannedCondition | undefined {
  const met = planCriteria(step.successCriteria, scope, true);
  if (!met) return undefined;
  const variables = scope.names.outputs.get(step.stepId);
  const outputs = step.outputs.filter(({ name }) => variables?.has(name));
  const others = [...scope.typed.expressions.keys()].filter(
    (each) => each.kind === "input" || (each.kind === "step-output" && each.stepId !== step.stepId),
  );
  const passed = expressionsPassedBy(step.onSuccess);
  const read = [
    ...outputs.flatMap(({ expression }) => withInner(expression)),
    ...passed,
    ...others,
  ];
  return narrowCondition(met, narrowedReads(read, scope, succeeded), []);
}

/** Holds if the workflow that a step has run ended in a failure, and so has no outputs; undefined if it cannot. */
export function endedInFailure(
  step: LinkedStep,
  result: string,
  { workflowNames }: Pick<ValueScope, "workflowNames">,
): PlannedCondition | undefined {
  if (step.call.kind !== "workflow") return undefined;
  const workflow = workflowNames.get(workflowKey(step.call.workflow));
  return workflow && callMayFail(step, workflow) ? { kind: "ended-in-failure", result } : undefined;
}
