import { readsResponse } from "../../model/expressions-in.js";
import type { LinkedAction, LinkedStep } from "../../model/linked.js";
import type { SuccessTest, TypedWorkflow } from "../../model/typed.js";
import { addToList } from "../../source/add-to-list.js";
import { isLimited, lastOfStatuses } from "../conditions/last-of-statuses.js";
import { makeReducible } from "./make-reducible.js";

export interface FlowGraph {
  /** The nodes of the steps come first, at the indexes of the steps. */
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** The nodes that the edges from a node lead to. */
  readonly targets: ReadonlyMap<number, readonly number[]>;
  /** The nodes that are reachable from the first step. */
  readonly reachable: ReadonlySet<number>;
  /** The nodes after which the workflow can end with an outcome. */
  readonly ends: ReadonlySet<number>;
  /** The nodes from which a path leads to an outcome of the workflow. */
  readonly canEnd: ReadonlySet<number>;
  /** The dispatch nodes of loops with several entry nodes; numbered after the nodes. */
  readonly dispatchNodes: readonly number[];
  /** The dispatch node through which a jump passes; undefined for a jump that passes through none. */
  readonly dispatchNodeOf: (from: number, to: number) => number | undefined;
  /** Whether a jump leads back to an earlier step, or to the same step. */
  readonly goesBack: (from: number, to: number) => boolean;
}

/** A step, or a copy of a step that runs before the retry of another step. */
export interface FlowNode {
  readonly step: LinkedStep;
  /** The node that is retried after a copy; undefined for a step of the document. */
  readonly returnsTo: number | undefined;
  /** The node after a success to which no action applies; undefined for the end of the workflow. */
  readonly next: number | undefined;
  /** The actions that can apply. */
  readonly onSuccess: readonly FlowAction[];
  readonly onFailure: readonly FlowAction[];
  /** Whether it is possible that no action applies to a success. */
  readonly fallsThrough: boolean;
}

export interface FlowAction {
  readonly action: LinkedAction;
  /** The node that the action leads to; undefined if the action ends the workflow. */
  readonly to: number | undefined;
  /** Whether the action applies if no earlier action does. */
  readonly isFinal: boolean;
}

export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  /** Whether the step of `from` has succeeded, and so has outputs. */
  readonly succeeded: boolean;
  /** Undefined after a success to which no action applies. */
  readonly action: LinkedAction | undefined;
}

type NodeStep = Pick<FlowNode, "step" | "returnsTo">;

export function createFlowGraph({ workflow: { steps }, success }: TypedWorkflow): FlowGraph {
  const withRetries = [
    ...steps.map((step) => ({ step, returnsTo: undefined })),
    ...stepsBeforeRetries(steps),
  ];
  const nodes = withRetries.map(({ step, returnsTo }, node): FlowNode => {
    const next = node + 1 < steps.length ? node + 1 : undefined;
    if (returnsTo === undefined) {
      return { step, returnsTo, next, ...actionsOf(step, node, success.get(step), withRetries) };
    }
    return { step, returnsTo, next: returnsTo, onSuccess: [], onFailure: [], fallsThrough: true };
  });
  const edges = nodes.flatMap(edgesFrom);
  const dispatchNodes = makeReducible(edges, nodes.length);
  const ends = [...nodes.keys()].filter((node) => nodes[node] && canEndAt(nodes[node]));
  return {
    nodes,
    edges: propagateThroughDispatch(edges, dispatchNodes),
    targets: targetsByNode(edges),
    reachable: reachableFrom([0], edges),
    ends: new Set(ends),
    canEnd: reachableFrom(
      ends,
      edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from })),
    ),
    dispatchNodes: [...new Set(dispatchNodes.values())],
    dispatchNodeOf: (from, to) => {
      const jump = edges.find((edge) => edge.from === from && edge.to === to);
      return jump && dispatchNodes.get(jump);
    },
    goesBack: (from, to) => to <= from && reachableFrom([to], edges).has(from),
  };
}

/** Copies of steps that run before the retry of another step, one for each retried step. */
function stepsBeforeRetries(steps: readonly LinkedStep[]): readonly NodeStep[] {
  return steps.flatMap(({ onFailure }, returnsTo) => {
    const first = onFailure.flatMap(({ target }) =>
      target.kind === "retry" && target.first?.kind === "step" ? target.first.index : [],
    );
    return [...new Set(first)].flatMap((index) => {
      const step = steps[index];
      return step ? [{ step, returnsTo }] : [];
    });
  });
}

function actionsOf(
  step: LinkedStep,
  node: number,
  test: SuccessTest | undefined,
  nodes: readonly NodeStep[],
): Pick<FlowNode, "onSuccess" | "onFailure" | "fallsThrough"> {
  const last = lastOfStatuses(step, test);
  const applicable = (
    actions: readonly LinkedAction[],
    mayNotApply: (action: LinkedAction) => boolean,
  ): readonly FlowAction[] => {
    const all = actions.map((action): FlowAction => {
      const isOpen = action.criteria.length === 0 && !mayNotApply(action);
      const isFinal = action === last || isOpen;
      return { action, to: targetOf(action, node, nodes), isFinal };
    });
    const final = all.findIndex(({ isFinal }) => isFinal);
    return final === -1 ? all : all.slice(0, final + 1);
  };
  const onSuccess = applicable(step.onSuccess, isLimited);
  const fallsThrough = !onSuccess.some(({ isFinal }) => isFinal);
  // Without a response, an action that passes values of it does not apply.
  const onFailure = applicable(step.onFailure, (each) => isLimited(each) || readsResponse(each));
  return { onSuccess, onFailure, fallsThrough };
}

function targetOf(
  { target }: LinkedAction,
  node: number,
  nodes: readonly NodeStep[],
): number | undefined {
  if (target.kind === "step") return target.index;
  if (target.kind !== "retry") return undefined;
  if (target.first?.kind !== "step") return node;
  const first = nodes[target.first.index]?.step;
  const before = nodes.findIndex((each) => each.returnsTo === node && each.step === first);
  return before === -1 ? node : before;
}

function edgesFrom(
  { next, fallsThrough, onSuccess, onFailure }: FlowNode,
  from: number,
): readonly FlowEdge[] {
  const edge = (to: number | undefined, succeeded: boolean, action?: LinkedAction) =>
    to === undefined ? [] : [{ from, to, succeeded, action }];
  return [
    ...onSuccess.flatMap(({ to, action }) => edge(to, true, action)),
    ...(fallsThrough ? edge(next, true) : []),
    ...onFailure.flatMap(({ to, action }) => edge(to, false, action)),
  ];
}

/** Whether a success without this action has the same result: the next step, or `completed` after the last step. */
export function isDefaultTransition(
  { name, target }: LinkedAction,
  next: number | undefined,
): boolean {
  if (target.kind === "end") return next === undefined && name === "completed";
  return target.kind === "step" && target.index === next && !target.limits;
}

function canEndAt({ next, fallsThrough, onSuccess, onFailure }: FlowNode): boolean {
  return (
    (fallsThrough && next === undefined) ||
    [...onSuccess, ...onFailure].some(({ to }) => to === undefined)
  );
}

/** An edge into a dispatch node may continue to any of that node's targets. */
function propagateThroughDispatch(
  edges: readonly FlowEdge[],
  dispatchNodes: ReadonlyMap<FlowEdge, number>,
): readonly FlowEdge[] {
  return edges.flatMap((edge) => {
    const dispatch = dispatchNodes.get(edge);
    if (dispatch === undefined) return [edge];
    const targets = edges
      .filter((each) => dispatchNodes.get(each) === dispatch)
      .map(({ to }) => to);
    return [...new Set(targets)].map((to) => ({ ...edge, to }));
  });
}

function reachableFrom(starts: readonly number[], edges: readonly FlowEdge[]): ReadonlySet<number> {
  const targets = targetsByNode(edges);
  const reached = new Set(starts);
  for (const node of reached) for (const to of targets.get(node) ?? []) reached.add(to);
  return reached;
}

function targetsByNode(edges: readonly FlowEdge[]): ReadonlyMap<number, readonly number[]> {
  const targets = new Map<number, number[]>();
  for (const { from, to } of edges) addToList(targets, from, to);
  return targets;
}
