import type { LinkedAction, LinkedStep } from "../../model/linked.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { addToList } from "../../source/add-to-list.js";
import { isLimited, lastOfStatuses } from "../conditions/last-of-statuses.js";
import { findEntrances } from "./find-entrances.js";

/** The control flow of a workflow: what can run after what. */
export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** The nodes that some path from the first step leads to, in the order of the document. */
  readonly reachable: ReadonlySet<number>;
  /** The nodes from which some path leads to an end of the workflow that is no failure. */
  readonly canEnd: ReadonlySet<number>;
  /** Where loops are entered that are entered at several nodes; numbered after the nodes. */
  readonly entrances: readonly number[];
  /** The entrance that leads from a node to another one, if there is one. */
  readonly entranceOf: (from: number, to: number) => number | undefined;
  /** Whether going from a node to another one leads back to an earlier step, or to the same. */
  readonly goesBack: (from: number, to: number) => boolean;
}

/** A step, or a step that runs once more before another one is tried again. */
export interface FlowNode {
  readonly step: LinkedStep;
  /** For a step that runs before a retry: the node that is tried again. */
  readonly returnsTo: number | undefined;
}

export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  /** Whether the step that the edge leaves has succeeded, and so has outputs. */
  readonly succeeded: boolean;
}

/** Where the success of a node leads if no action applies: undefined for the end of the workflow. */
export function nextOf(
  node: number,
  { nodes, steps }: { readonly nodes: readonly FlowNode[]; readonly steps: number },
): number | undefined {
  const returnsTo = nodes[node]?.returnsTo;
  if (returnsTo !== undefined) return returnsTo;
  return node + 1 < steps ? node + 1 : undefined;
}

/** The node that runs before a retry; it comes after the nodes of the steps. */
export function retryNode(
  node: number,
  action: LinkedAction,
  nodes: readonly FlowNode[],
): number | undefined {
  const { target } = action;
  if (target.kind !== "retry" || target.first?.kind !== "step") return undefined;
  const first = nodes[target.first.index]?.step;
  const found = nodes.findIndex((each) => each.returnsTo === node && each.step === first);
  return found === -1 ? undefined : found;
}

/** The nodes of the steps come first, under the steps' own indexes. */
export function createFlowGraph({ workflow: { steps }, success }: TypedWorkflow): FlowGraph {
  const nodes: FlowNode[] = steps.map((step) => ({ step, returnsTo: undefined }));
  for (const [index, step] of steps.entries()) {
    for (const { target } of step.onFailure) {
      if (target.kind !== "retry" || target.first?.kind !== "step") continue;
      const first = steps[target.first.index];
      const isKnown = nodes.some((node) => node.returnsTo === index && node.step === first);
      if (first && !isKnown) nodes.push({ step: first, returnsTo: index });
    }
  }
  const edges = nodes.flatMap((_, node) => edgesOf(node));
  const entrances = findEntrances(edges, nodes.length);
  return {
    nodes,
    edges: throughEntrances(edges, entrances),
    reachable: reachableFrom([0], edges),
    canEnd: reachableFrom([...nodes.keys()].filter(endsAt), edges.map(turnedAround)),
    entrances: [...new Set(entrances.values())],
    entranceOf: (from, to) => {
      const jump = edges.find((edge) => edge.from === from && edge.to === to);
      return jump && entrances.get(jump);
    },
    goesBack: (from, to) => to <= from && reachableFrom([to], edges).has(from),
  };

  function edgesOf(from: number): readonly FlowEdge[] {
    const node = nodes[from];
    if (!node) return [];
    const next = nextOf(from, { nodes, steps: steps.length });
    const edge = (to: number | undefined, succeeded: boolean) =>
      to === undefined ? [] : [{ from, to, succeeded }];
    const { onSuccess, fallsThrough, onFailure } = waysOutOf(node);
    return [
      ...onSuccess.flatMap((action) => edge(targetOf(from, action), true)),
      ...(fallsThrough ? edge(next, true) : []),
      ...onFailure.flatMap((action) => edge(targetOf(from, action), false)),
    ];
  }

  function endsAt(from: number): boolean {
    const node = nodes[from];
    if (!node) return false;
    const { onSuccess, fallsThrough, onFailure } = waysOutOf(node);
    const isLast = nextOf(from, { nodes, steps: steps.length }) === undefined;
    const actions = [...onSuccess, ...onFailure];
    return (
      (fallsThrough && isLast) ||
      actions.some(({ target }) => target.kind === "end" || target.kind === "workflow")
    );
  }

  /** The actions that can apply, and whether a success may also lead to what comes next. */
  function waysOutOf({ step, returnsTo }: FlowNode) {
    if (returnsTo !== undefined) return { onSuccess: [], fallsThrough: true, onFailure: [] };
    const last = lastOfStatuses(step, success.get(step));
    const onSuccess = applicable(step.onSuccess, last);
    const fallsThrough = !onSuccess.some((each) => isFinal(each, last));
    return { onSuccess, fallsThrough, onFailure: applicable(step.onFailure) };
  }

  function targetOf(from: number, action: LinkedAction): number | undefined {
    const { target } = action;
    if (target.kind === "step") return target.index;
    if (target.kind !== "retry") return undefined;
    return retryNode(from, action, nodes) ?? from;
  }
}

/** The actions up to the first that always applies, or that is known to. */
export function applicable(
  actions: readonly LinkedAction[],
  known?: LinkedAction,
): readonly LinkedAction[] {
  const last = actions.findIndex((each) => isFinal(each, known));
  return last === -1 ? actions : actions.slice(0, last + 1);
}

/** Whether none that stands behind the action can apply. A retry is at an end at some time. */
export function isFinal(action: LinkedAction, known: LinkedAction | undefined): boolean {
  return action === known || (action.criteria.length === 0 && !isLimited(action));
}

/** Whatever leads through an entrance may go on, as far as is known there, to all that it leads to. */
function throughEntrances(
  edges: readonly FlowEdge[],
  entrances: ReadonlyMap<FlowEdge, number>,
): readonly FlowEdge[] {
  return edges.flatMap((edge) => {
    const entrance = entrances.get(edge);
    if (entrance === undefined) return [edge];
    const targets = edges.filter((each) => entrances.get(each) === entrance).map(({ to }) => to);
    return [...new Set(targets)].map((to) => ({ ...edge, to }));
  });
}

function turnedAround({ from, to, succeeded }: FlowEdge): FlowEdge {
  return { from: to, to: from, succeeded };
}

function reachableFrom(starts: readonly number[], edges: readonly FlowEdge[]): ReadonlySet<number> {
  const targets = new Map<number, number[]>();
  for (const { from, to } of edges) addToList(targets, from, to);
  const reached = new Set(starts);
  for (const node of reached) for (const to of targets.get(node) ?? []) reached.add(to);
  return reached;
}
