import { findDominators } from "./dominators.js";

interface Jump {
  readonly from: number;
  readonly to: number;
}

type Successors = ReadonlyMap<number, readonly number[]>;

/**
 * Makes the graph reducible: a loop with several entry nodes gets a single dispatch node through which all jumps
 * into the loop pass. Dispatch nodes are numbered from `first` on.
 *
 * @returns the dispatch node of each jump that passes through one
 */
export function makeReducible<J extends Jump>(
  jumps: readonly J[],
  first: number,
): ReadonlyMap<J, number> {
  const dispatchNodes = new Map<J, number>();
  for (let next = first; ; ) {
    const successors = successorsOf(jumps, dispatchNodes);
    const { order, dominates, nearestCommon } = findDominators({ successors });
    const rank = (node: number) => order.get(node) ?? Number.POSITIVE_INFINITY;
    const [outermost] = jumps
      .filter((jump) => order.has(jump.from) && !dispatchNodes.has(jump))
      .filter(({ from, to }) => rank(to) <= rank(from) && !dominates(to, from))
      .map((jump) => ({ jump, above: nearestCommon(jump.from, jump.to) }))
      .sort((a, b) => rank(a.above) - rank(b.above));
    if (!outermost) return dispatchNodes;
    const { jump, above } = outermost;
    if (above >= first) {
      dispatchNodes.set(jump, above);
      continue;
    }
    const isInside = (node: number) => node !== above && dominates(above, node);
    const loop = loopOf(jump.to, successors, isInside);
    for (const each of jumps) {
      const { from, to } = each;
      if (order.has(from) && !loop.has(from) && loop.has(to)) dispatchNodes.set(each, next);
    }
    next += 1;
  }
}

function successorsOf<J extends Jump>(
  jumps: readonly J[],
  dispatchNodes: ReadonlyMap<J, number>,
): Successors {
  const successors = new Map<number, Set<number>>();
  const add = (from: number, to: number) =>
    successors.set(from, (successors.get(from) ?? new Set()).add(to));
  for (const jump of jumps) {
    const dispatch = dispatchNodes.get(jump);
    add(jump.from, dispatch ?? jump.to);
    if (dispatch !== undefined) add(dispatch, jump.to);
  }
  const isDispatch = (node: number) => [...dispatchNodes.values()].includes(node);
  return new Map(
    [...successors].map(([from, targets]) => {
      // The targets of a dispatch node lead to each other. The search must visit the first of them first.
      const sign = isDispatch(from) ? -1 : 1;
      return [from, [...targets].sort((a, b) => sign * (a - b))];
    }),
  );
}

/** The strongly connected component of a node in the graph of the nodes that are inside. */
function loopOf(
  node: number,
  successors: Successors,
  isInside: (node: number) => boolean,
): ReadonlySet<number> {
  const reachedFrom = (start: number): ReadonlySet<number> => {
    const reached = new Set([start]);
    for (const each of reached) {
      for (const next of successors.get(each) ?? []) if (isInside(next)) reached.add(next);
    }
    return reached;
  };
  return new Set([...reachedFrom(node)].filter((each) => reachedFrom(each).has(node)));
}
