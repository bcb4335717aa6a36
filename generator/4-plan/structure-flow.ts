import { findDominators } from "./dominators.js";
import type { IfStatement, Statement } from "./planned.js";
import { tidyFlow } from "./tidy-flow.js";

/** A statement that may hold jumps to other nodes, before these have become loops and blocks. */
export type FlowStatement = Exclude<Statement, IfStatement> | FlowIfStatement | GotoStatement;

export interface FlowIfStatement extends Omit<IfStatement, "statements"> {
  readonly statements: readonly FlowStatement[];
}

export interface GotoStatement {
  readonly kind: "goto";
  readonly target: number;
}

/** The statements of each node; each node ends in a jump, a return or an error. */
export interface FlowNodes {
  readonly statements: ReadonlyMap<number, readonly FlowStatement[]>;
  /** The name of the label of a node. */
  readonly labels: ReadonlyMap<number, string>;
}

/** What surrounds a statement, from the outside in. */
type Frame =
  /** A loop: going to `header` continues it, going to `after` leaves it. */
  | { readonly kind: "loop"; readonly header: number; readonly after: number | undefined }
  /** A block: going to `after` leaves it. */
  | { readonly kind: "block"; readonly after: number };

/**
 * Turns jumps between nodes into loops, blocks and nested statements. Every loop has one entrance.
 *
 * @see Ramsey, "Beyond Relooper: recursive translation of unstructured control flow to structured
 * control flow"
 */
export function structureFlow(nodes: FlowNodes): readonly Statement[] {
  const jumps = new Map(
    [...nodes.statements].map(([node, statements]) => [node, targetsOf(statements)]),
  );
  const successors = new Map(
    [...jumps].map(([node, targets]) => [node, [...new Set(targets)].sort((a, b) => a - b)]),
  );
  const { order, dominator } = findDominators({ successors });
  const place = (node: number) => order.get(node) ?? 0;
  const isBack = (from: number, to: number) => place(to) <= place(from);
  const reached = [...order.keys()];
  const edges = reached.flatMap((from) => (jumps.get(from) ?? []).map((to) => ({ from, to })));
  const headers = new Set(edges.filter(({ from, to }) => isBack(from, to)).map(({ to }) => to));
  const isMerge = (node: number) =>
    edges.filter(({ from, to }) => to === node && !isBack(from, to)).length > 1;
  const afterLoop = new Map<number, number | undefined>();
  for (const header of [...headers].sort((a, b) => place(a) - place(b))) {
    afterLoop.set(header, exitOf(header));
  }
  return tidyFlow(resolved(printTree(0, [])));

  /** The nodes from which a loop leads back to its header. */
  function bodyOf(header: number): ReadonlySet<number> {
    const body = new Set([header]);
    const sources = edges.filter(({ from, to }) => to === header && isBack(from, to));
    const waiting = sources.map(({ from }) => from);
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (body.has(node)) continue;
      body.add(node);
      waiting.push(...edges.filter(({ to }) => to === node).map(({ from }) => from));
    }
    return body;
  }

  /** The node at which the workflow goes on behind a loop, if only the loop leads to it. */
  function exitOf(header: number): number | undefined {
    const body = bodyOf(header);
    const exits = edges.filter(
      ({ from, to }) => body.has(from) && !body.has(to) && !isBack(from, to),
    );
    // What lies behind an outer loop already does not lie behind this one.
    const own = exits.filter(
      ({ to }) =>
        ![...afterLoop.values()].includes(to) &&
        edges.every((edge) => edge.to !== to || body.has(edge.from) || isBack(edge.from, to)),
    );
    return own.map(({ to }) => to).sort((a, b) => place(b) - place(a))[0];
  }

  function printTree(node: number, frames: readonly Frame[]): readonly FlowStatement[] {
    const after = afterLoop.get(node);
    const merges = reached
      .filter((each) => each !== 0 && dominator.get(each) === node && isMerge(each))
      .filter((each) => ![...afterLoop.values()].includes(each))
      .sort((a, b) => place(b) - place(a));
    if (!headers.has(node)) return printBlocks(node, merges, frames);
    const body = bodyOf(node);
    const inside = merges.filter((each) => body.has(each));
    const outside = merges.filter((each) => !body.has(each));
    return wrap(outside, frames, (outer) => {
      const frame: Frame = { kind: "loop", header: node, after };
      const statements = printBlocks(node, inside, [...outer, frame]);
      const label = nodes.labels.get(node);
      const loop: FlowStatement = { kind: "loop", label, statements: resolved(statements) };
      return [loop, ...(after === undefined ? [] : printTree(after, outer))];
    });
  }

  function printBlocks(
    node: number,
    merges: readonly number[],
    frames: readonly Frame[],
  ): readonly FlowStatement[] {
    return wrap(merges, frames, (inner) => resolve(nodes.statements.get(node) ?? [], node, inner));
  }

  /** Puts what is printed into a block for each node that it may go on with. */
  function wrap(
    merges: readonly number[],
    frames: readonly Frame[],
    print: (frames: readonly Frame[]) => readonly FlowStatement[],
  ): readonly FlowStatement[] {
    const [last, ...rest] = merges;
    if (last === undefined) return print(frames);
    const inner = wrap(rest, [...frames, { kind: "block", after: last }], print);
    const label = nodes.labels.get(last) ?? "";
    return [{ kind: "block", label, statements: resolved(inner) }, ...printTree(last, frames)];
  }

  /** Replaces the jumps of a node by what they mean inside these frames. */
  function resolve(
    statements: readonly FlowStatement[],
    node: number,
    frames: readonly Frame[],
  ): readonly FlowStatement[] {
    return statements.flatMap((statement): readonly FlowStatement[] => {
      if (statement.kind === "if") {
        return [{ ...statement, statements: resolve(statement.statements, node, frames) }];
      }
      if (statement.kind !== "goto") return [statement];
      const { target } = statement;
      const frame = frames.findLast((each) =>
        each.kind === "loop" && each.header === target ? true : each.after === target,
      );
      if (!frame) return printTree(target, frames);
      if (frame.kind === "loop" && frame.header === target) {
        return [{ kind: "jump", how: "continue", label: nodes.labels.get(target) }];
      }
      const owner = frame.kind === "loop" ? frame.header : target;
      return [{ kind: "jump", how: "break", label: nodes.labels.get(owner) }];
    });
  }
}

/** Statements in which no jump to a node is left. */
function resolved(statements: readonly FlowStatement[]): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "goto") return [];
    if (statement.kind !== "if") return [statement];
    return [{ ...statement, statements: resolved(statement.statements) }];
  });
}

/** The nodes that the statements jump to. */
export function targetsOf(statements: readonly FlowStatement[]): readonly number[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "goto") return [statement.target];
    return statement.kind === "if" ? targetsOf(statement.statements) : [];
  });
}
