import type { Statement } from "../../model/planned.js";
import { type FlowShape, findShape } from "./flow-shape.js";
import { type FlowStatement, type NodeStatements, targetsOf } from "./flow-statement.js";

interface StructuredFlow {
  readonly statements: NodeStatements;
  /** The name of the label of each node. */
  readonly labels: ReadonlyMap<number, string>;
  readonly shape: FlowShape;
}

/** The loops and blocks around a statement; the outermost comes first. */
type Frames = readonly Frame[];
type Frame =
  /** A loop: a jump to `header` continues the loop, a jump to `after` leaves it. */
  | { readonly kind: "loop"; readonly header: number; readonly after: number | undefined }
  /** A block: a jump to `after` leaves it. */
  | { readonly kind: "block"; readonly after: number };

/**
 * Turns jumps between nodes into loops, blocks and nested statements. The graph must be reducible.
 *
 * @see Ramsey, "Beyond Relooper: recursive translation of unstructured control flow to structured
 * control flow"
 */
export function structureFlow(
  statements: NodeStatements,
  labels: ReadonlyMap<number, string>,
): readonly Statement[] {
  const targets = new Map([...statements].map(([node, each]) => [node, targetsOf(each)]));
  const flow = { statements, labels, shape: findShape(targets) };
  return withoutGotos(continueAfter([{ kind: "goto", target: 0 }], [], flow));
}

/** Replaces a jump at the end of the statements by the statements of its target, until the end is not a jump. */
function continueAfter(
  statements: readonly FlowStatement[],
  frames: Frames,
  flow: StructuredFlow,
): readonly FlowStatement[] {
  const continued = [...statements];
  for (let last = continued.at(-1); last?.kind === "goto"; last = continued.at(-1)) {
    continued.splice(-1, 1, ...structureNode(last.target, frames, flow));
  }
  return continued;
}

/** Structures a node. A jump at its end leads to the node that follows in these frames. */
function structureNode(
  node: number,
  frames: Frames,
  flow: StructuredFlow,
): readonly FlowStatement[] {
  const { shape, labels } = flow;
  const merges = shape.merges.get(node) ?? [];
  const loop = shape.loops.get(node);
  if (!loop) return inBlocks(merges, frames, flow, (inner) => ownStatements(node, inner, flow));
  const { body, after } = loop;
  const inside = merges.filter((each) => body.has(each));
  const outside = merges.filter((each) => !body.has(each));
  return inBlocks(outside, frames, flow, (outer) => {
    const frame: Frames = [...outer, { kind: "loop", header: node, after }];
    const once = inBlocks(inside, frame, flow, (inner) => ownStatements(node, inner, flow));
    const statements = withoutGotos(continueAfter(once, frame, flow));
    const exit = after === undefined ? [] : [{ kind: "goto", target: after } as const];
    return [{ kind: "loop", label: labels.get(node), statements }, ...exit];
  });
}

/** Puts statements into a block for each merge. A `break` from the block leads to the merge. */
function inBlocks(
  merges: readonly number[],
  frames: Frames,
  flow: StructuredFlow,
  structure: (frames: Frames) => readonly FlowStatement[],
): readonly FlowStatement[] {
  const [last, ...rest] = merges;
  if (last === undefined) return structure(frames);
  const inner: Frames = [...frames, { kind: "block", after: last }];
  const statements = continueAfter(inBlocks(rest, inner, flow, structure), inner, flow);
  const label = flow.labels.get(last) ?? "";
  return [
    { kind: "block", label, statements: withoutGotos(statements) },
    { kind: "goto", target: last },
  ];
}

function ownStatements(
  node: number,
  frames: Frames,
  flow: StructuredFlow,
): readonly FlowStatement[] {
  return resolveJumps(flow.statements.get(node) ?? [], frames, flow);
}

/** Turns jumps into `break` and `continue`, except jumps whose target belongs to no frame. */
function resolveJumps(
  statements: readonly FlowStatement[],
  frames: Frames,
  flow: StructuredFlow,
): readonly FlowStatement[] {
  return statements.map((statement): FlowStatement => {
    if (statement.kind === "if") {
      const inner = resolveJumps(statement.statements, frames, flow);
      return { ...statement, statements: continueAfter(inner, frames, flow) };
    }
    if (statement.kind !== "goto") return statement;
    const { target } = statement;
    const isContinue = (each: Frame) => each.kind === "loop" && each.header === target;
    const frame = frames.findLast((each) => isContinue(each) || each.after === target);
    if (!frame) return statement;
    const how = isContinue(frame) ? "continue" : "break";
    const owner = frame.kind === "loop" ? frame.header : target;
    return { kind: "jump", how, label: flow.labels.get(owner) };
  });
}

/** Removes the remaining jumps, which lead to the statement that follows. */
function withoutGotos(statements: readonly FlowStatement[]): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "goto") return [];
    if (statement.kind !== "if") return [statement];
    return [{ ...statement, statements: withoutGotos(statement.statements) }];
  });
}
