import type { DeclareNextStatement } from "../../model/planned.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import { placeOf } from "../../source/located.js";
import type { WorkflowContext } from "../steps/plan-end.js";
import { compareWithLiteral, readVariable } from "../values/read-variable.js";
import type { FlowStatement } from "./structure-flow.js";

type NodeStatements = ReadonlyMap<number, readonly FlowStatement[]>;

/** Leads the jumps into loops that are entered at several nodes through the entrances of these. */
export function planEntrances(
  planned: NodeStatements,
  { graph, names, typed }: WorkflowContext,
): { readonly declarations: readonly DeclareNextStatement[]; readonly statements: NodeStatements } {
  const place = placeOf(typed.workflow.at);
  /** The nodes that each entrance leads to. */
  const targets = new Map(graph.entrances.map((entrance) => [entrance, new Set<number>()]));
  for (const [node, statements] of planned) noteTargets(node, statements);
  const entered = [...targets].map(([entrance, nodes]): [number, readonly FlowStatement[]] => [
    entrance,
    leadOn(entrance, [...nodes]),
  ]);
  return {
    declarations: graph.entrances.flatMap((entrance) => {
      const variable = variableOf(entrance);
      const steps = [...(targets.get(entrance) ?? [])].map(textOf);
      return variable === undefined ? [] : [{ kind: "declare-next", variable, steps } as const];
    }),
    statements: new Map([
      ...[...planned].map(([node, statements]): [number, readonly FlowStatement[]] => [
        node,
        enter(node, statements),
      ]),
      ...entered,
    ]),
  };

  function noteTargets(node: number, statements: readonly FlowStatement[]): void {
    for (const statement of statements) {
      if (statement.kind === "if") noteTargets(node, statement.statements);
      if (statement.kind !== "goto") continue;
      const entrance = graph.entranceOf(node, statement.target);
      if (entrance !== undefined) targets.get(entrance)?.add(statement.target);
    }
  }

  /** The jumps of a node, with what says where they are to lead. */
  function enter(node: number, statements: readonly FlowStatement[]): readonly FlowStatement[] {
    return statements.flatMap((statement): readonly FlowStatement[] => {
      if (statement.kind === "if") {
        return [{ ...statement, statements: enter(node, statement.statements) }];
      }
      if (statement.kind !== "goto") return [statement];
      const entrance = graph.entranceOf(node, statement.target);
      if (entrance === undefined) return [statement];
      const variable = variableOf(entrance);
      const jump: FlowStatement = { kind: "goto", target: entrance };
      if (variable === undefined) return [jump];
      const value = { kind: "literal", value: textOf(statement.target), place } as const;
      return [{ kind: "output", variable, value, isDeclared: true }, jump];
    });
  }

  /** What an entrance does: it jumps to the node that is next. */
  function leadOn(entrance: number, nodes: readonly number[]): readonly FlowStatement[] {
    const variable = variableOf(entrance);
    return nodes
      .toSorted((a, b) => a - b)
      .map((node, index): FlowStatement => {
        const jump: FlowStatement = { kind: "goto", target: node };
        const isLast = variable === undefined || index === nodes.length - 1;
        if (isLast) return jump;
        return { kind: "if", condition: isNext(variable, node), statements: [jump] };
      });
  }

  function isNext(variable: string, node: number): PlannedCondition {
    return compareWithLiteral(readVariable(variable, [], place), "===", textOf(node));
  }

  /** Undefined where there is nothing to choose. */
  function variableOf(entrance: number): string | undefined {
    return (targets.get(entrance)?.size ?? 0) > 1 ? names.next.get(entrance) : undefined;
  }

  function textOf(node: number): string {
    const { step, returnsTo } = graph.nodes[node] ?? {};
    const returned = returnsTo === undefined ? undefined : graph.nodes[returnsTo]?.step.stepId;
    return `${step?.stepId}${returned === undefined ? "" : ` before ${returned}`}`;
  }
}
