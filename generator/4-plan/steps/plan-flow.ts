import { expressionsInTemplate, templatesOf } from "../../model/expressions-in.js";
import type {
  LinkedAction,
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
import { lastOfStatuses } from "../conditions/last-of-statuses.js";
import { applicable, type FlowNode, isFinal, nextOf, retryNode } from "../flow/flow-graph.js";
import type { WorkflowContext } from "./plan-end.js";

/** Tells the control flow in the words of the document. */
export function planFlow({ graph, typed, workflowNames }: WorkflowContext): FlowPlan {
  const { steps } = typed.workflow;
  return {
    place: placeOf(typed.workflow.at),
    steps: graph.nodes.map(planFlowStep),
    arrows: graph.nodes.flatMap(arrowsOf),
    outputs: typed.workflow.outputs.map(planOutput),
  };

  function planFlowStep({ step, returnsTo }: FlowNode, node: number): FlowStep {
    return {
      stepId: step.stepId,
      description: step.description,
      place: placeOf(step.at),
      isReachable: graph.reachable.has(node),
      runsBefore: returnsTo === undefined ? undefined : steps[returnsTo]?.stepId,
      call: planCall(step),
      successCriteria: step.successCriteria.map(wordsOf),
      outputs: step.outputs.map(planOutput),
      reads: readsOf(step),
    };
  }

  function planCall({ call }: LinkedStep): FlowStep["call"] {
    if (call.kind === "workflow") return planWorkflow(call.workflow);
    const { operationId, method, path } = call.operation;
    const api = typed.apis.find((each) => each.api.source === call.source);
    const operation = api?.operations.find((each) => each.operation === call.operation);
    const { name = "", namespace = "", moduleName = "" } = api ?? {};
    const functionName = operation?.functionName ?? "";
    const names = { api: { name, namespace, moduleName }, functionName };
    return { kind: "operation", operationId, method, path, ...names };
  }

  function planWorkflow(reference: WorkflowReference): FlowWorkflow {
    const workflow = workflowNames.get(workflowKey(reference));
    return { kind: "workflow", workflowId: reference.workflowId, workflow };
  }

  function arrowsOf({ step, returnsTo }: FlowNode, from: number): readonly FlowArrow[] {
    const next = nextOf(from, { nodes: graph.nodes, steps: steps.length });
    const after: FlowTarget =
      next === undefined
        ? { kind: "end", outcome: "completed", workflow: undefined }
        : { kind: "step", index: next };
    const onward: FlowArrow = {
      ...{ from, when: "success", action: undefined, criteria: [], place: placeOf(step.at) },
      ...{ target: after, limits: undefined, first: undefined },
    };
    if (returnsTo !== undefined) return [onward];
    const last = lastOfStatuses(step, typed.success.get(step));
    const onSuccess = applicable(step.onSuccess, last);
    return [
      ...onSuccess.map((action) => arrowOf(from, "success", action)),
      ...(onSuccess.some((each) => isFinal(each, last)) ? [] : [onward]),
      ...applicable(step.onFailure).map((action) => arrowOf(from, "failure", action)),
    ];
  }

  function arrowOf(from: number, when: FlowArrow["when"], action: LinkedAction): FlowArrow {
    const { name, at, criteria, target } = action;
    const isRetry = target.kind === "retry";
    return {
      ...{ from, when, action: name, criteria: criteria.map(wordsOf), place: placeOf(at) },
      target: targetOf(from, action),
      limits: isRetry ? target : target.kind === "step" ? target.limits : undefined,
      first:
        isRetry && target.first?.kind === "workflow"
          ? planWorkflow(target.first.workflow)
          : undefined,
    };
  }

  function targetOf(from: number, action: LinkedAction): FlowTarget {
    const { name, target } = action;
    switch (target.kind) {
      case "step":
        return { kind: "step", index: target.index };
      case "retry":
        return { kind: "step", index: retryNode(from, action, graph.nodes) ?? from };
      case "workflow":
        return { kind: "end", outcome: name, workflow: planWorkflow(target.workflow) };
      case "end":
        return { kind: "end", outcome: name, workflow: undefined };
    }
  }
}

/** The condition, with what it is asked of unless it says so itself. */
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
