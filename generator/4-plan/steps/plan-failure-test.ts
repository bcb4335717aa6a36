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
  if (call.kind === "workflow" && successCriteria.length === 0) {
    const workflow = scope.workflowNames.get(workflowKey(call.workflow));
    const mayFail = workflow && callMayFail(step, workflow);
    return mayFail ? { kind: "ended-in-failure", result: response } : undefined;
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
