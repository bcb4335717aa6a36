import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { FailurePlan, Outcome, WorkflowPlan } from "../../model/planned.js";
import type { FailureView } from "../views.js";
import { printNamespace } from "./imported-code.js";

export function viewFailure(plan: WorkflowPlan): FailureView | false {
  const { functionName, failures, failureTestName, workflowId, isIdShared } = plan;
  const called = `{@link ${functionName}}`;
  if (failures.length === 0) return false;
  const name = failureName(plan);
  return {
    typeDoc: Code.docComment([`Errors of the failed steps of ${called}.`]),
    typeDeclaration: Code.assignment(
      Code.of`export type ${name}`,
      Code.union(failures.map(viewMember)),
    ),
    doc: Code.docComment([
      `Whether the error is of a failed step of ${called}; its \`stepId\` names the step.`,
    ]),
    signature: Code.of`export function ${Code.name(failureTestName)}${error}: error is ${name}`,
    test: Code.returned(
      Code.operation(
        [
          Code.of`error instanceof ${runtime("StepFailedError")}`,
          Code.of`error.workflowId === ${Code.literal(workflowId)}`,
          ...(isIdShared ? [Code.of`error.functionName === ${Code.literal(functionName)}`] : []),
        ],
        "&&",
      ),
    ),
  };
}

const error = Code.parameters([Code.of`error: unknown`]);

/** The type of the errors that lead to an outcome. */
export function failureType({ failedSteps }: Outcome, plan: WorkflowPlan): Code {
  const name = failureName(plan);
  if (failedSteps.length === plan.failures.length) return name;
  const stepIds = Code.union(failedSteps.map((stepId) => Code.literal(stepId)));
  return Code.typeReference(Code.of`Extract`, [
    name,
    Code.typeLiteral([Code.of`readonly stepId: ${stepIds}`]),
  ]);
}

function failureName({ typeName }: WorkflowPlan): Code {
  return Code.name(`${typeName}Failure`);
}

function viewMember(failure: FailurePlan): Code {
  const [stepId, responses] = [Code.literal(failure.stepId), viewResponses(failure.responses)];
  return Code.typeReference(runtime("StepFailure"), [stepId, responses]);
}

function viewResponses(responses: FailurePlan["responses"]): Code {
  if (!responses) return Code.of`never`;
  const { api, name, except } = responses;
  const all = Code.of`${printNamespace(api)}.${Code.name(name)}`;
  if (except.length === 0) return all;
  const statuses = Code.union(except.map((status) => Code.literal(status)));
  return Code.typeReference(Code.of`Exclude`, [
    all,
    Code.typeLiteral([Code.of`readonly status: ${statuses}`]),
  ]);
}
