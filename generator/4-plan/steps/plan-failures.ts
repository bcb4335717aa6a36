import type { LinkedStep } from "../../model/linked.js";
import type { FailurePlan, SendStatement, Statement } from "../../model/planned.js";
import type { SuccessTest, TypedWorkflow } from "../../model/typed.js";
import { allStatements, type FlowStatement } from "../flow/flow-statement.js";

/** The errors of steps that the statements of a workflow can throw or return, in the order of the steps. */
export function planFailures(
  statements: readonly Statement[],
  { workflow, success }: TypedWorkflow,
): readonly FailurePlan[] {
  const all = allStatements(statements);
  const failing = new Set(all.flatMap(failingStep));
  const sends = new Map(
    all.flatMap((each) => (each.kind === "send" ? [[each.stepId, each] as const] : [])),
  );
  return workflow.steps.flatMap((step): readonly FailurePlan[] => {
    const { stepId } = step;
    const sent = sends.get(stepId);
    if (sent) return [planSent(sent, step, success.get(step))];
    return failing.has(stepId) ? [{ stepId, responses: undefined }] : [];
  });
}

function failingStep(statement: FlowStatement): readonly string[] {
  if (statement.kind === "fail") return [statement.failure.stepId];
  return statement.kind === "return" && statement.failure ? [statement.failure.stepId] : [];
}

/** If the criteria accept exactly the successful responses, the step fails with one of the errors of its operation. */
function planSent(
  { stepId, api, responsesName, errorsName }: SendStatement,
  { call }: LinkedStep,
  test: SuccessTest | undefined,
): FailurePlan {
  const declared: readonly string[] =
    call.kind === "operation" ? [...call.operation.responses.keys()] : [];
  // Responses with higher statuses can share one type, so that excluding one status would exclude the others.
  const except =
    test?.kind === "statuses"
      ? test.statuses.filter((status) => status < 400 && declared.includes(String(status)))
      : [];
  const successes = declared.filter((status) => /^2/.test(status));
  const isUsual =
    except.length > 0 &&
    except.length === successes.length &&
    successes.every((status) => except.includes(Number(status)));
  return isUsual || test?.kind === "successful"
    ? { stepId, responses: { api, name: errorsName, except: [] } }
    : { stepId, responses: { api, name: responsesName, except } };
}
