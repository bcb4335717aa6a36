import type { DeclareNextStatement } from "../../model/planned.js";
import { placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { compareWithLiteral, readVariable } from "../values/read-variable.js";
import type { WorkflowContext } from "../values/value-scope.js";
import type { FlowGraph, FlowNode } from "./flow-graph.js";
import { type FlowStatement, type NodeStatements, targetsOf } from "./flow-statement.js";

/** A dispatch node, which jumps to one of its targets. */
interface Dispatch {
  readonly node: number;
  readonly targets: readonly number[];
  /** The variable that names the next target; undefined if there is only one target. */
  readonly variable: string | undefined;
}

interface DispatchPlan {
  readonly graph: FlowGraph;
  readonly dispatches: ReadonlyMap<number, Dispatch>;
  readonly place: Place;
}

/** Makes jumps into loops with several entry nodes pass through the dispatch nodes of the loops. */
export function planDispatch(
  planned: NodeStatements,
  { graph, names, typed }: WorkflowContext,
): { readonly declarations: readonly DeclareNextStatement[]; readonly statements: NodeStatements } {
  const dispatches = graph.dispatchNodes.map((node): Dispatch => {
    const targets = [...planned].flatMap(([from, statements]) =>
      targetsOf(statements).filter((to) => graph.dispatchNodeOf(from, to) === node),
    );
    const distinct = [...new Set(targets)];
    const variable = distinct.length > 1 ? names.next.get(node) : undefined;
    return { node, targets: distinct, variable };
  });
  const plan: DispatchPlan = {
    graph,
    dispatches: new Map(dispatches.map((each) => [each.node, each])),
    place: placeOf(typed.workflow.at),
  };
  return {
    declarations: dispatches.flatMap(({ variable, targets }) => {
      const steps = targets.map((node) => nameOf(node, graph));
      return variable === undefined ? [] : [{ kind: "declare-next", variable, steps } as const];
    }),
    statements: new Map([
      ...[...planned].map(
        ([node, statements]) => [node, redirectJumps(statements, node, plan)] as const,
      ),
      ...dispatches.map((each) => [each.node, jumpToNext(each, plan)] as const),
    ]),
  };
}

/** Makes jumps pass through their dispatch nodes. A jump first assigns its target to the variable of the node. */
function redirectJumps(
  statements: readonly FlowStatement[],
  node: number,
  plan: DispatchPlan,
): readonly FlowStatement[] {
  return statements.flatMap((statement): readonly FlowStatement[] => {
    if (statement.kind === "if") {
      return [{ ...statement, statements: redirectJumps(statement.statements, node, plan) }];
    }
    if (statement.kind !== "goto") return [statement];
    const { graph, dispatches, place } = plan;
    const dispatch = dispatches.get(graph.dispatchNodeOf(node, statement.target) ?? -1);
    if (!dispatch) return [statement];
    const { variable } = dispatch;
    const jump: FlowStatement = { kind: "goto", target: dispatch.node };
    if (variable === undefined) return [jump];
    const value = { kind: "literal", value: nameOf(statement.target, graph), place } as const;
    return [{ kind: "output", variable, value, isDeclared: true }, jump];
  });
}

function jumpToNext(
  { variable, targets }: Dispatch,
  { graph, place }: DispatchPlan,
): readonly FlowStatement[] {
  return targets
    .toSorted((a, b) => a - b)
    .map((target, index): FlowStatement => {
      const jump: FlowStatement = { kind: "goto", target };
      if (variable === undefined || index === targets.length - 1) return jump;
      const next = readVariable(variable, [], place);
      const condition = compareWithLiteral(next, "===", nameOf(target, graph));
      return { kind: "if", condition, statements: [jump] };
    });
}

function nameOf(node: number, { nodes }: FlowGraph): string {
  const stepIdOf = (each: FlowNode | undefined) => each?.step.stepId ?? "";
  const { returnsTo } = nodes[node] ?? {};
  const before = returnsTo === undefined ? "" : ` before ${stepIdOf(nodes[returnsTo])}`;
  return `${stepIdOf(nodes[node])}${before}`;
}
