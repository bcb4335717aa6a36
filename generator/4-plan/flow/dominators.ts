import { addToList } from "../../source/add-to-list.js";

/** A graph whose nodes are numbers and whose entry is node 0. */
export interface Graph {
  /** The successors of each node. `Dominance.order` keeps their order if they do not lead to each other. */
  readonly successors: ReadonlyMap<number, readonly number[]>;
}

export interface Dominance {
  /** The rank of each node in the reverse postorder: a node comes after all nodes with a forward edge to it. */
  readonly order: ReadonlyMap<number, number>;
  /** The nearest node that every path to a node passes through. */
  readonly dominator: ReadonlyMap<number, number>;
  readonly dominates: (dominator: number, node: number) => boolean;
  /** The nearest node that dominates both. */
  readonly nearestCommon: (a: number, b: number) => number;
}

/** @see Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" */
export function findDominators({ successors }: Graph): Dominance {
  const postorder = postorderFrom(0, successors);
  const order = new Map(postorder.toReversed().map((node, index) => [node, index]));
  const predecessors = new Map<number, number[]>();
  for (const [from, targets] of successors) {
    if (!order.has(from)) continue;
    for (const to of targets) addToList(predecessors, to, from);
  }
  const dominator = new Map([[0, 0]]);
  const rank = (node: number) => order.get(node) ?? Number.POSITIVE_INFINITY;
  const nearestCommon = (a: number, b: number): number => {
    let [left, right] = [a, b];
    while (left !== right) {
      if (rank(left) > rank(right)) left = dominator.get(left) ?? 0;
      else right = dominator.get(right) ?? 0;
    }
    return left;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of order.keys()) {
      if (node === 0) continue;
      const known = (predecessors.get(node) ?? []).filter((each) => dominator.has(each));
      const found = known.reduce((a, b) => nearestCommon(a, b));
      if (dominator.get(node) === found) continue;
      dominator.set(node, found);
      changed = true;
    }
  }
  const dominates = (above: number, node: number): boolean => {
    for (let each = node; ; each = dominator.get(each) ?? 0) {
      if (each === above) return true;
      if (each === 0) return false;
    }
  };
  return { order, dominator, dominates, nearestCommon };
}

function postorderFrom(
  start: number,
  successors: ReadonlyMap<number, readonly number[]>,
): readonly number[] {
  const seen = new Set<number>();
  const postorder: number[] = [];
  const visit = (node: number): void => {
    if (seen.has(node)) return;
    seen.add(node);
    // The reversal of the postorder puts the successors that are visited last first.
    for (const next of (successors.get(node) ?? []).toReversed()) visit(next);
    postorder.push(node);
  };
  visit(start);
  return postorder;
}
