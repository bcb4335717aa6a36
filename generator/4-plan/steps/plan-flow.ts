import { expressionsInTemplate, templatesOf } from "../../model/expressions-in.js";
import type {
  LinkedCriterion,
  LinkedOutput,
  LinkedStep,
  WorkflowReference,
} from "../../model/linked.js";
import type {
  FlowArrow,
  FlowOutput,
  FlowPlan,
  FlowRead,
  FlowStep,
  FlowTarget,
  FlowWorkflow,
} from "../../model/planned-flow.js";
import { workflowKey } from "../../model/workflow-key.js";
import { child, placeOf, textAt } from "../../source/located.js";
import type { FlowAction, FlowNode } from "../flow/flow-graph.js";
import type { WorkflowContext } from "../values/value-scope.js";
import { calledOperation } from "./called-operation.js";

export function planFlow(context: WorkflowContext): FlowPlan {
  const { graph, typed } = context;
  return {
    place: placeOf(typed.workflow.at),
    steps: graph.nodes.map((node, index) => planFlowStep(node, index, context)),
    arrows: graph.nodes.flatMap((node, index) => arrowsFrom(node, index, context)),
    outputs: typed.workflow.outputs.map(planOutput),
  };
}

function planFlowStep(
  { step, returnsTo }: FlowNode,
  node: number,
  context: WorkflowContext,
): FlowStep {
  const { graph, typed } = context;
  return {
    stepId: step.stepId,
    description: step.description,
    place: placeOf(step.at),
    isReachable: graph.reachable.has(node),
    runsBefore: returnsTo === undefined ? undefined : typed.workflow.steps[returnsTo]?.stepId,
    call: planCall(step, context),
    successCriteria: step.successCriteria.map(wordsOf),
    outputs: step.outputs.map(planOutput),
    reads: readsOf(step),
  };
}

function planCall({ call }: LinkedStep, context: WorkflowContext): FlowStep["call"] {
  if (call.kind === "workflow") return planWorkflow(call.workflow, context);
  const { operationId, method, path } = call.operation;
  const { api, operation } = calledOperation(context.typed, call);
  const functionName = operation?.functionName ?? "";
  return { kind: "operation", operationId, method, path, api, functionName };
}

function planWorkflow(
  reference: WorkflowReference,
  { workflowNames }: WorkflowContext,
): FlowWorkflow {
  const workflow = workflowNames.get(workflowKey(reference));
  return { kind: "workflow", workflowId: reference.workflowId, workflow };
}

function arrowsFrom(
  { step, next, onSuccess, onFailure, fallsThrough }: FlowNode,
  from: number,
  context: WorkflowContext,
): readonly FlowArrow[] {
  const onward: FlowArrow = {
    ...{ from, when: "success", action: undefined, criteria: [], place: placeOf(step.at) },
    ...{ target: targetAt(next, "completed"), limits: undefined, first: undefined },
  };
  return [
    ...onSuccess.map((each) => arrowOf({ from, when: "success" }, each, context)),
    ...(fallsThrough ? [onward] : []),
    ...onFailure.map((each) => arrowOf({ from, when: "failure" }, each, context)),
  ];
}

function arrowOf(
  start: Pick<FlowArrow, "from" | "when">,
  { action: { name, at, criteria, target }, to }: FlowAction,
  context: WorkflowContext,
): FlowArrow {
  const isRetry = target.kind === "retry";
  const goesTo = target.kind === "workflow" ? planWorkflow(target.workflow, context) : undefined;
  const first = isRetry && target.first?.kind === "workflow" ? target.first : undefined;
  return {
    ...{ ...start, action: name, criteria: criteria.map(wordsOf), place: placeOf(at) },
    target: targetAt(to, name, goesTo),
    limits: isRetry ? target : target.kind === "step" ? target.limits : undefined,
    first: first && planWorkflow(first.workflow, context),
  };
}

function targetAt(node: number | undefined, outcome: string, workflow?: FlowWorkflow): FlowTarget {
  return node === undefined ? { kind: "end", outcome, workflow } : { kind: "step", index: node };
}

/** The condition, preceded by its context and language unless it is a simple condition. */
function wordsOf({ text, at }: LinkedCriterion): string {
  const type = child(at, "type");
  const language = type && (typeof type.value === "string" ? type.value : textAt(type, "type"));
  const context = textAt(at, "context");
  if (context === undefined || language === undefined || language === "simple") return text;
  return `${context} ${language} ${text}`;
}

function planOutput({ name, at, expression }: LinkedOutput): FlowOutput {
  return { name, expression: expression.text, place: placeOf(at) };
}

/** Each value once, in the order in which it is first sent. */
function readsOf(step: LinkedStep): readonly FlowRead[] {
  const expressions = templatesOf(step).flatMap(expressionsInTemplate);
  const reads = expressions.flatMap(({ expression }): readonly FlowRead[] => {
    if (expression.kind === "input") return [{ stepId: undefined, name: expression.name }];
    if (expression.kind !== "step-output") return [];
    return [{ stepId: expression.stepId, name: expression.name }];
  });
  return [...new Map(reads.map((read) => [`${read.stepId ?? ""}\n${read.name}`, read])).values()];
}
