import type { LinkedStep } from "../../model/linked.js";
import type { Statement } from "../../model/planned.js";
import type { NodeFacts } from "../flow/flow-facts.js";
import type { FlowStatement } from "../flow/flow-statement.js";
import { valueScope, type WorkflowContext } from "../values/value-scope.js";
import { planFailureActions, planSuccessActions, type SentNode } from "./plan-actions.js";
import { planFailureTest } from "./plan-failure-test.js";
import { planOutputs } from "./plan-outputs.js";
import { planCall, planSend } from "./plan-send.js";

/**
 * Plans one node of the control flow: its request, outputs and transitions.
 * @param noted the steps whose success is noted
 */
export function planStep(
  node: number,
  facts: NodeFacts,
  noted: ReadonlySet<string>,
  context: WorkflowContext,
): readonly FlowStatement[] {
  const flowNode = context.graph.nodes[node];
  const step = flowNode?.step;
  const response = step && context.names.responses.get(step.stepId);
  if (!flowNode || !step || response === undefined) return [];
  const fails = planFailureTest(
    step,
    response,
    valueScope(context, facts.sent, step),
    facts.succeeded,
  );
  const failure = { stepId: step.stepId, criterion: criterionText(step), response };
  const sent: SentNode = { ...flowNode, node, facts, fails, failure };
  const onFailure = planFailureActions(sent, context);
  const failing: readonly FlowStatement[] = endsAlways(onFailure)
    ? onFailure
    : [...onFailure, { kind: "fail", failure }];
  return [
    ...planRequest(step, response, facts, context),
    ...(fails ? [{ kind: "if", condition: fails, statements: failing } as const] : []),
    ...(noted.has(step.stepId) ? [{ kind: "complete", stepId: step.stepId } as const] : []),
    ...planOutputs(step, facts.succeeded, context),
    ...planSuccessActions(sent, context),
  ];
}

function endsAlways(statements: readonly FlowStatement[]): boolean {
  const last = statements.at(-1);
  return last !== undefined && ["goto", "return", "fail"].includes(last.kind);
}

/** Empty if an error was reported. */
function planRequest(
  step: LinkedStep,
  variable: string,
  facts: NodeFacts,
  context: WorkflowContext,
): readonly Statement[] {
  const scope = valueScope(context, facts.before, step);
  const { call } = step;
  const request =
    call.kind === "workflow"
      ? planCall({ step, call, variable }, scope)
      : planSend({ step, call, variable }, scope);
  return request ? [request] : [];
}

/** The criteria that an error reports as not met; undefined if the step has none. */
function criterionText({ successCriteria }: LinkedStep): string | undefined {
  if (successCriteria.length === 0) return undefined;
  return successCriteria.map(({ text }) => text).join(" && ");
}
