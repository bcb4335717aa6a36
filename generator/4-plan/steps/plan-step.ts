import type { LinkedAction, LinkedStep, WorkflowTarget } from "../../model/linked.js";
import type { PlannedFailure, Statement } from "../../model/planned.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import type { SuccessTest } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { placeOf } from "../../source/located.js";
import { provesResponse } from "../conditions/compared-with-status.js";
import { excludeEachOther } from "../conditions/exclude-each-other.js";
import { impossibleStatuses } from "../conditions/impossible-statuses.js";
import { lastOfStatuses } from "../conditions/last-of-statuses.js";
import { negate } from "../conditions/negate.js";
import { planCriteria } from "../conditions/plan-condition.js";
import { alternativesIn, simplify } from "../conditions/simplify.js";
import type { FlowFacts, NodeFacts } from "../flow/flow-facts.js";
import { applicable, type FlowNode, nextOf, retryNode } from "../flow/flow-graph.js";
import type { FlowStatement } from "../flow/structure-flow.js";
import { ValuePlanner } from "../values/plan-value.js";
import { compareWithLiteral, readVariable } from "../values/read-variable.js";
import { variablesOf } from "../variables/variables-read.js";
import { planEnd, planRun, type WorkflowContext } from "./plan-end.js";
import { callMayFail, mayLackResponse, planCall, planSend } from "./plan-send.js";

/** Plans one node of the control flow: what it sends, how it ends, and where it goes on. */
export function planStep(
  node: number,
  { before: holds, succeeded, failed }: NodeFacts,
  context: WorkflowContext,
): readonly FlowStatement[] {
  const { graph, typed, names } = context;
  const flowNode: FlowNode | undefined = graph.nodes[node];
  if (!flowNode) return [];
  const { step, returnsTo } = flowNode;
  const before = new ValuePlanner(context, holds, step);
  const request = planRequest(step, before, context);
  const variable = names.responses.get(step.stepId);
  if (variable === undefined) return [];
  const fails = planFailureTest(step, variable, failed, context);
  const failure: PlannedFailure = {
    stepId: step.stepId,
    criterion: criterionText(step),
    response: variable,
  };
  const onFailure = returnsTo === undefined ? planFailureActions() : [];
  const failing: readonly FlowStatement[] = endsAlways(onFailure)
    ? onFailure
    : [...onFailure, { kind: "fail", failure }];
  return [
    ...(request ? [request] : []),
    ...(fails ? [{ kind: "if", condition: fails, statements: failing } as const] : []),
    ...planOutputs(step, succeeded, context),
    ...(returnsTo === undefined ? planSuccessActions() : goOn(nextNode())),
  ];

  function nextNode(): number | undefined {
    return nextOf(node, { nodes: graph.nodes, steps: typed.workflow.steps.length });
  }

  /** Where the workflow goes if no action applies. */
  function goOn(next: number | undefined): readonly FlowStatement[] {
    if (next === undefined) return [planEnd("completed", succeeded, undefined, undefined, context)];
    return [{ kind: "goto", target: next }];
  }

  /**
   * The first action whose criteria hold decides. One that goes to the next step does what happens
   * anyway, so that all it means is that the actions behind it do not apply.
   */
  function planSuccessActions(): readonly FlowStatement[] {
    const values = new ValuePlanner(context, succeeded, step);
    const passed: PlannedCondition[] = [];
    const knownFalse = fails ? alternativesIn(fails).filter(outlivesOutputs) : [];
    const statements: FlowStatement[] = [];
    const last = lastOfStatuses(step, typed.success.get(step));
    for (const action of applicable(step.onSuccess, last)) {
      const condition = action === last ? undefined : planCriteria(action.criteria, values);
      const next = nextNode();
      const goesOn = isWhatHappensAnyway(action, next);
      const limits = action.target.kind === "step" ? action.target.limits : undefined;
      if (goesOn && condition) passed.push(condition);
      if (goesOn && !condition) return [...statements, ...goOn(next)];
      if (goesOn) continue;
      const guards = passed.filter((each) => !condition || !excludeEachOther(each, condition));
      const retries = limits ? [retryOf(action, limits)] : [];
      const whole = allOf([...guards.map(negate), ...(condition ? [condition] : []), ...retries]);
      const open = whole && simplify(whole, [...knownFalse, ...impossible(whole, true)]);
      if (open === false) continue;
      const target = planTarget(action, succeeded, undefined);
      if (open === undefined || open === true) return [...statements, ...target];
      statements.push({ kind: "if", condition: open, statements: target });
      knownFalse.push(...alternativesIn(open));
    }
    return [...statements, ...goOn(nextNode())];
  }

  function planFailureActions(): readonly FlowStatement[] {
    const values = new ValuePlanner(context, failed, step);
    const knownFalse = fails ? [...alternativesIn(negate(fails))] : [];
    return applicable(step.onFailure).flatMap((action): readonly FlowStatement[] => {
      const criteria = planCriteria(action.criteria, values);
      const condition =
        criteria && simplify(criteria, [...knownFalse, ...impossible(criteria, false)]);
      if (condition === false) return [];
      const provesIt = typeof condition === "object" && provesResponse(condition, failure.response);
      const responded: PlannedCondition[] =
        condition !== undefined && mayLackResponse(step) && !provesIt
          ? [{ kind: "responded", response: failure.response }]
          : [];
      const retries: PlannedCondition[] =
        action.target.kind === "retry" ? [retryOf(action, action.target)] : [];
      const open = condition === undefined || condition === true ? [] : [condition];
      const whole = allOf([...responded, ...open, ...retries]);
      if (retries.length === 0) knownFalse.push(...open.flatMap(alternativesIn));
      const target = planTarget(action, failed, failure);
      return whole ? [{ kind: "if", condition: whole, statements: target }] : target;
    });
  }

  /** The outputs of the step, too, can be asked about: before they have their new values. */
  function outlivesOutputs(condition: PlannedCondition): boolean {
    const outputs = [...(names.outputs.get(step.stepId)?.values() ?? [])];
    return !variablesOf(condition).some((each) => outputs.includes(each));
  }

  function impossible(condition: PlannedCondition, hasPassed: boolean) {
    return impossibleStatuses(condition, failure.response, typed.success.get(step), hasPassed);
  }

  function retryOf(
    action: LinkedAction,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): PlannedCondition {
    const { stepId, call } = step;
    const response = call.kind === "operation" ? variable : undefined;
    return { kind: "retry", stepId, action: action.name, response, after, limit };
  }

  function planTarget(
    action: LinkedAction,
    holds: FlowFacts,
    failedBecause: PlannedFailure | undefined,
  ): readonly FlowStatement[] {
    const { target, name } = action;
    switch (target.kind) {
      case "end":
        return [planEnd(name, holds, failedBecause, undefined, context)];
      case "workflow":
        return [
          planEnd(name, holds, failedBecause, { stepId: step.stepId, action, target }, context),
        ];
      case "step": {
        const { index, limits } = target;
        const stepId = graph.nodes[index]?.step.stepId ?? "";
        const isPaced = limits === undefined && graph.goesBack(node, index);
        const pause: readonly FlowStatement[] = isPaced ? [{ kind: "pause", stepId }] : [];
        return [...pause, { kind: "goto", target: index }];
      }
      case "retry": {
        const again = retryNode(node, action, graph.nodes) ?? node;
        const { first } = target;
        const run = first?.kind === "workflow" ? planFirst(step, action, first, context) : [];
        return [...run, { kind: "goto", target: again }];
      }
    }
  }
}

/** The workflow that an action runs before a step is tried again. */
function planFirst(
  { stepId }: LinkedStep,
  action: LinkedAction,
  { workflow: reference }: WorkflowTarget,
  context: WorkflowContext,
): readonly Statement[] {
  const { typed, workflowNames, calls, diagnostics } = context;
  const key = workflowKey(reference);
  const workflow = workflowNames.get(key);
  if (!workflow) return [];
  const isRead = [...typed.expressions.keys()].some(
    (each) => each.kind === "workflow-output" && workflowKey(each.workflow) === key,
  );
  if (isRead) {
    const construct = "a workflow that is both read and run before a retry";
    diagnostics.report("unsupported", placeOf(action.at), { construct });
  }
  calls.set(workflow.functionName, workflow);
  const run = planRun(workflow, { stepId, action }, context);
  return [{ kind: "run-first", ...run, mayFail: workflow.mayFail }];
}

function endsAlways(statements: readonly FlowStatement[]): boolean {
  const last = statements.at(-1);
  return last !== undefined && ["goto", "return", "fail"].includes(last.kind);
}

function allOf(conditions: readonly PlannedCondition[]): PlannedCondition | undefined {
  const [only] = conditions;
  return conditions.length <= 1 ? only : { kind: "and", conditions };
}

/** What a step sends or runs; undefined when something was reported. */
function planRequest(
  step: LinkedStep,
  values: ValuePlanner,
  context: WorkflowContext,
): Statement | undefined {
  const variable = context.names.responses.get(step.stepId);
  if (variable === undefined) return undefined;
  return step.call.kind === "workflow"
    ? planCall({ step, call: step.call, variable }, values, context)
    : planSend({ step, call: step.call, variable }, values, context);
}

/** When a step has failed; undefined if it cannot. */
function planFailureTest(
  step: LinkedStep,
  variable: string,
  facts: FlowFacts,
  context: WorkflowContext,
): PlannedCondition | undefined {
  const { typed, workflowNames } = context;
  const { call, successCriteria } = step;
  if (call.kind === "workflow" && successCriteria.length === 0) {
    const workflow = workflowNames.get(workflowKey(call.workflow));
    const asks = workflow && callMayFail(step, workflow);
    return asks ? { kind: "ended-in-failure", result: variable } : undefined;
  }
  const test: SuccessTest = typed.success.get(step) ?? { kind: "criteria" };
  switch (test.kind) {
    case "statuses":
      return allOf(test.statuses.map((status) => statusIsNot(variable, status, step)));
    case "successful":
      return negate(whenResponded({ kind: "successful", response: variable }));
    case "criteria": {
      const values = new ValuePlanner(context, facts, step);
      const condition = planCriteria(successCriteria, values);
      return condition && negate(whenResponded(condition));
    }
  }

  /** No criterion on a response is met when there is none. */
  function whenResponded(condition: PlannedCondition): PlannedCondition {
    if (!mayLackResponse(step)) return condition;
    const responded: PlannedCondition = { kind: "responded", response: variable };
    return { kind: "and", conditions: [responded, condition] };
  }
}

function statusIsNot(variable: string, status: number, { at }: LinkedStep): PlannedCondition {
  return compareWithLiteral(readVariable(variable, ["status"], placeOf(at)), "!==", status);
}

/** Whether the action leads where the success of the step leads without it: to the next step or the end. */
function isWhatHappensAnyway({ name, target }: LinkedAction, next: number | undefined): boolean {
  if (target.kind === "end") return next === undefined && name === "completed";
  return target.kind === "step" && target.index === next && !target.limits;
}

/** What an error says was not met. */
function criterionText({ successCriteria }: LinkedStep): string {
  if (successCriteria.length === 0) return "a successful status";
  return successCriteria.map(({ text }) => text).join(" && ");
}

function planOutputs(
  step: LinkedStep,
  facts: FlowFacts,
  context: WorkflowContext,
): readonly Statement[] {
  const values = new ValuePlanner(context, facts, step);
  const variables = context.names.outputs.get(step.stepId) ?? new Map<string, string>();
  return [...variables].flatMap(([name, variable]): Statement[] => {
    const output = step.outputs.find((each) => each.name === name);
    const value = output && values.planExpression(output.expression);
    return value ? [{ kind: "output", variable, value, isDeclared: false }] : [];
  });
}
