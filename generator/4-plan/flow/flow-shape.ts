import { addToList } from "../../source/add-to-list.js";
import { findDominators } from "./dominators.js";

/** The loops of a reducible graph, and the nodes in which several paths meet. */
export interface FlowShape {
  /** The loops by their headers. */
  readonly loops: ReadonlyMap<number, Loop>;
  /** The nodes in which paths meet, by the nearest node that dominates them; the last node comes first. */
  readonly merges: ReadonlyMap<number, readonly number[]>;
}

interface Loop {
  /** The nodes from which a path leads back to the header. */
  readonly body: ReadonlySet<number>;
  /** The node after the loop, if only the loop leads to it. */
  readonly after: number | undefined;
}

interface Jumps {
  readonly targetsOf: (node: number) => readonly number[];
  /** The nodes that jump to a node, once for each jump. */
  readonly sourcesOf: (node: number) => readonly number[];
  readonly rank: (node: number) => number;
  readonly isBack: (from: number, to: number) => boolean;
}

/** @param targets the nodes that each node jumps to, once for each jump */
export function findShape(targets: ReadonlyMap<number, readonly number[]>): FlowShape {
  const successors = new Map(
    [...targets].map(([node, each]) => [node, [...new Set(each)].sort((a, b) => a - b)]),
  );
  const { order, dominator } = findDominators({ successors });
  const reached = [...order.keys()];
  const sources = new Map<number, number[]>();
  for (const from of reached)
    for (const to of targets.get(from) ?? []) addToList(sources, to, from);
  const rank = (node: number) => order.get(node) ?? 0;
  const jumps: Jumps = {
    targetsOf: (node) => targets.get(node) ?? [],
    sourcesOf: (node) => sources.get(node) ?? [],
    rank,
    isBack: (from, to) => rank(to) <= rank(from),
  };
  const loops = new Map<number, Loop>();
  const afterLoops = new Set<number | undefined>();
  for (const header of reached) {
    if (!jumps.sourcesOf(header).some((from) => jumps.isBack(from, header))) continue;
    const body = bodyOf(header, jumps);
    // A node after an outer loop is not after this loop.
    const after = exitOf(body, afterLoops, jumps);
    loops.set(header, { body, after });
    afterLoops.add(after);
  }
  const merges = new Map<number, number[]>();
  for (const node of reached.toReversed()) {
    const forward = jumps.sourcesOf(node).filter((from) => !jumps.isBack(from, node));
    if (node === 0 || forward.length < 2 || afterLoops.has(node)) continue;
    addToList(merges, dominator.get(node) ?? 0, node);
  }
  return { loops, merges };
}

function bodyOf(header: number, { sourcesOf, isBack }: Jumps): ReadonlySet<number> {
  const body = new Set([header]);
  const waiting = sourcesOf(header).filter((from) => isBack(from, header));
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (body.has(node)) continue;
    body.add(node);
    waiting.push(...sourcesOf(node));
  }
  return body;
}

function exitOf(
  body: ReadonlySet<number>,
  afterOthers: ReadonlySet<number | undefined>,
  { targetsOf, sourcesOf, rank, isBack }: Jumps,
): number | undefined {
  return [...body]
    .flatMap((from) => targetsOf(from).filter((to) => !isBack(from, to)))
    .filter((to) => !body.has(to) && !afterOthers.has(to))
    .filter((to) => sourcesOf(to).every((from) => body.has(from) || isBack(from, to)))
    .sort((a, b) => rank(b) - rank(a))[0];
}
