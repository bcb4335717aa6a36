import { findDominators } from "./dominators.js";

export interface Jump {
  readonly from: number;
  readonly to: number;
}

type Successors = ReadonlyMap<number, readonly number[]>;

/**
 * Gives one entrance to every loop that is entered at several nodes: a node that jumps to these lead
 * through, so that the structure of the language has a form for the loop. The entrances are numbered
 * from `first` on.
 *
 * @returns the entrance of each jump that leads through one
 */
export function findEntrances<J extends Jump>(
  jumps: readonly J[],
  first: number,
): ReadonlyMap<J, number> {
  const entrances = new Map<J, number>();
  for (let next = first; ; ) {
    const successors = successorsOf(jumps, entrances);
    const { order, dominates, nearestCommon } = findDominators({ successors });
    const place = (node: number) => order.get(node) ?? Number.POSITIVE_INFINITY;
    const [outermost] = jumps
      .filter((jump) => order.has(jump.from) && !entrances.has(jump))
      .filter(({ from, to }) => place(to) <= place(from) && !dominates(to, from))
      .map((jump) => ({ jump, above: nearestCommon(jump.from, jump.to) }))
      .sort((a, b) => place(a.above) - place(b.above));
    if (!outermost) return entrances;
    const { jump, above } = outermost;
    if (above >= first) {
      entrances.set(jump, above);
      continue;
    }
    const isInside = (node: number) => node !== above && dominates(above, node);
    const loop = loopOf(jump.to, successors, isInside);
    for (const each of jumps) {
      const { from, to } = each;
      if (order.has(from) && !loop.has(from) && loop.has(to)) entrances.set(each, next);
    }
    next += 1;
  }
}

function successorsOf<J extends Jump>(
  jumps: readonly J[],
  entrances: ReadonlyMap<J, number>,
): Successors {
  const successors = new Map<number, Set<number>>();
  const add = (from: number, to: number) =>
    successors.set(from, (successors.get(from) ?? new Set()).add(to));
  for (const jump of jumps) {
    const entrance = entrances.get(jump);
    add(jump.from, entrance ?? jump.to);
    if (entrance !== undefined) add(entrance, jump.to);
  }
  const isEntrance = (node: number) => [...entrances.values()].includes(node);
  return new Map(
    [...successors].map(([from, targets]) => {
      // What follows an entrance goes on in the order of the document, as far as that is possible.
      const sign = isEntrance(from) ? -1 : 1;
      return [from, [...targets].sort((a, b) => sign * (a - b))];
    }),
  );
}

/** The nodes that a node leads to and that lead back to it, by way of nodes that are inside. */
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
