import type { IfStatement, Statement } from "../../model/planned.js";
import { addToList } from "../../source/add-to-list.js";
import { findDominators } from "./dominators.js";
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
  /** The nodes that each node jumps to, once for each jump. */
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
  /** The nodes that jump to each node, once for each jump. */
  const sources = new Map<number, number[]>(reached.map((node) => [node, []]));
  for (const from of reached) for (const to of jumps.get(from) ?? []) sources.get(to)?.push(from);
  const sourcesOf = (node: number) => sources.get(node) ?? [];
  const headers = reached.filter((node) => sourcesOf(node).some((from) => isBack(from, node)));
  const afterLoop = new Map<number, number | undefined>();
  for (const header of headers) afterLoop.set(header, exitOf(header));
  const behindLoops = new Set(afterLoop.values());
  const merges = mergesByDominator();
  return tidyFlow(resolved(printTree(0, [])));

  /** The nodes from which a loop leads back to its header. */
  function bodyOf(header: number): ReadonlySet<number> {
    const body = new Set([header]);
    const waiting = sourcesOf(header).filter((from) => isBack(from, header));
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (body.has(node)) continue;
      body.add(node);
      waiting.push(...sourcesOf(node));
    }
    return body;
  }

  /** The node at which the workflow goes on behind a loop, if only the loop leads to it. */
  function exitOf(header: number): number | undefined {
    const body = bodyOf(header);
    const behindOthers = new Set(afterLoop.values());
    const exits = [...body].flatMap((from) =>
      (jumps.get(from) ?? []).filter((to) => !isBack(from, to)),
    );
    // What lies behind an outer loop already does not lie behind this one.
    const own = exits.filter(
      (to) =>
        !body.has(to) &&
        !behindOthers.has(to) &&
        sourcesOf(to).every((from) => body.has(from) || isBack(from, to)),
    );
    return own.sort((a, b) => place(b) - place(a))[0];
  }

  /** The nodes that several ways lead forward to, by their dominators; the last comes first. */
  function mergesByDominator(): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>();
    for (const node of reached.toReversed()) {
      const ways = sourcesOf(node).filter((from) => !isBack(from, node));
      if (node === 0 || ways.length < 2 || behindLoops.has(node)) continue;
      addToList(found, dominator.get(node) ?? 0, node);
    }
    return found;
  }

  /** A node and all that it leads to in these frames, one after the other. */
  function printTree(node: number, frames: readonly Frame[]): readonly FlowStatement[] {
    return printOn([{ kind: "goto", target: node }], frames);
  }

  /** Statements, and in the place of a jump at their end what that leads to. */
  function printOn(
    statements: readonly FlowStatement[],
    frames: readonly Frame[],
  ): readonly FlowStatement[] {
    const printed = [...statements];
    for (let last = printed.at(-1); last?.kind === "goto"; last = printed.at(-1)) {
      printed.splice(-1, 1, ...printNode(last.target, frames));
    }
    return printed;
  }

  /** A node; a jump at its end leads on to what comes behind it in these frames. */
  function printNode(node: number, frames: readonly Frame[]): readonly FlowStatement[] {
    const own = merges.get(node) ?? [];
    if (!afterLoop.has(node)) return printBlocks(node, own, frames);
    const after = afterLoop.get(node);
    const body = bodyOf(node);
    const inside = own.filter((each) => body.has(each));
    const outside = own.filter((each) => !body.has(each));
    return wrap(outside, frames, (outer) => {
      const inner: readonly Frame[] = [...outer, { kind: "loop", header: node, after }];
      const statements = printOn(printBlocks(node, inside, inner), inner);
      const label = nodes.labels.get(node);
      const loop: FlowStatement = { kind: "loop", label, statements: resolved(statements) };
      return [loop, ...(after === undefined ? [] : [{ kind: "goto", target: after } as const])];
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
    const inner: readonly Frame[] = [...frames, { kind: "block", after: last }];
    const statements = printOn(wrap(rest, inner, print), inner);
    const label = nodes.labels.get(last) ?? "";
    return [
      { kind: "block", label, statements: resolved(statements) },
      { kind: "goto", target: last },
    ];
  }

  /** Replaces the jumps of a node by what they mean inside these frames, but for one that leads on. */
  function resolve(
    statements: readonly FlowStatement[],
    node: number,
    frames: readonly Frame[],
  ): readonly FlowStatement[] {
    return statements.flatMap((statement): readonly FlowStatement[] => {
      if (statement.kind === "if") {
        const inner = printOn(resolve(statement.statements, node, frames), frames);
        return [{ ...statement, statements: inner }];
      }
      if (statement.kind !== "goto") return [statement];
      const { target } = statement;
      const frame = frames.findLast((each) =>
        each.kind === "loop" && each.header === target ? true : each.after === target,
      );
      if (!frame) return [statement];
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
