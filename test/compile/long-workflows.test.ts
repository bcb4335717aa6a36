import { expect, test } from "vitest";
import { FactSet } from "../../generator/4-plan/flow/fact-set.js";
import type { FlowStatement } from "../../generator/4-plan/flow/flow-statement.js";
import { structureFlow } from "../../generator/4-plan/flow/structure-flow.js";

const length = 3000;
const pause = (node: number) => ({ kind: "pause", stepId: `step${node}` }) as const;
const goto = (target: number) => ({ kind: "goto", target }) as const;
const nodes = Array.from({ length }, (_, node) => node);

test("thousands of steps in a row compile, in any order", () => {
  const statements = new Map(
    nodes.map((node): [number, readonly FlowStatement[]] => [
      node,
      node + 1 < length ? [pause(node), goto(node + 1)] : [pause(node)],
    ]),
  );
  expect(structureFlow(statements, new Map())).toEqual(nodes.map(pause));
});

test("thousands of loops in a row compile", () => {
  const again = (node: number): FlowStatement => ({
    kind: "if",
    condition: { kind: "successful", response: `step${node}` },
    statements: [goto(node)],
  });
  const statements = new Map(
    nodes.map((node): [number, readonly FlowStatement[]] => [
      node,
      node + 1 < length ? [pause(node), again(node), goto(node + 1)] : [pause(node)],
    ]),
  );
  const structured = structureFlow(statements, new Map());
  expect(structured.map(({ kind }) => kind)).toEqual([
    ...nodes.slice(1).map(() => "loop"),
    "pause",
  ]);
});

test("a set of facts knows those that it was given, and no others", () => {
  const none = FactSet.none(nodes.map(String));
  const even = none.with(nodes.filter((node) => node % 2 === 0).map(String));
  const third = none.with(nodes.filter((node) => node % 3 === 0).map(String));
  const held = (set: FactSet) => nodes.filter((node) => set.has(String(node)));
  expect(held(none)).toEqual([]);
  expect(held(even.and(third))).toEqual(nodes.filter((node) => node % 6 === 0));
  expect(held(even.or(third))).toEqual(nodes.filter((node) => node % 2 === 0 || node % 3 === 0));
  expect(held(even.without(["0", "4"])).slice(0, 3)).toEqual([2, 6, 8]);
  expect(even.with(["1"]).without(["1"]).equals(even)).toBe(true);
  expect(even.with(["no fact"]).has("no fact")).toBe(false);
});
