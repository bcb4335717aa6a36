import type { LinkedStep } from "../../model/linked.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import { workflowKey } from "../../model/workflow-key.js";
import { placeOf } from "../../source/located.js";
import { negate } from "../conditions/negate.js";
import { allOf, planCriteria } from "../conditions/plan-condition.js";
import { compareWithLiteral, readVariable } from "../values/read-variable.js";
import type { ValueScope } from "../values/value-scope.js";
import { callMayFail, mayLackResponse } from "./plan-send.js";

/** The condition under which a step has failed; undefined if the step cannot fail. */
export function planFailureTest(
  step: LinkedStep,
  response: string,
  scope: ValueScope,
): PlannedCondition | undefined {
  const { call, successCriteria, at } = step;
  if (call.kind === "workflow") {
    const ended = endedInFailure(step, response, scope);
    const met = planCriteria(successCriteria, scope, true);
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
      : planCriteria(successCriteria, scope, true);
  if (!condition) return undefined;
  // Without a response, no criterion holds.
  return negate(
    mayLackResponse(step)
      ? { kind: "and", conditions: [{ kind: "responded", response }, condition] }
      : condition,
  );
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
