import { expressionsInTemplate, templatesOf } from "../../model/expressions-in.js";
import type { Expression, LinkedStep } from "../../model/linked.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { addToList } from "../../source/add-to-list.js";
import { FactSet } from "./fact-set.js";
import type { FlowGraph } from "./flow-graph.js";

/** The facts that hold at a point of a workflow. */
export interface FlowFacts {
  /** The steps that have succeeded on every path to the point. */
  readonly hasRun: FactSet;
  /** The steps that have succeeded on some path to the point. */
  readonly mayHaveRun: FactSet;
  /** The values that every path has found to be present, by `valueKey`. */
  readonly present: FactSet;
}

/** The facts before a node, and after the success and the failure of its step. */
export interface NodeFacts {
  readonly before: FlowFacts;
  readonly succeeded: FlowFacts;
  readonly failed: FlowFacts;
}

/** Equal for expressions that read the same value; undefined for a value without facts. */
export function valueKey(expression: Expression): string | undefined {
  if (expression.kind === "input") {
    return ["inputs", expression.name, ...expression.pointer].join("\n");
  }
  if (expression.kind !== "step-output") return undefined;
  return ["steps", expression.stepId, expression.name, ...expression.pointer].join("\n");
}

/** Iterates to a fixpoint. Each set of facts only shrinks or only grows, so the loop ends. */
export function flowFacts(
  { nodes, edges, reachable }: FlowGraph,
  typed: TypedWorkflow,
): readonly NodeFacts[] {
  const required = nodes.map(({ step }) => requiredValues(step, typed));
  const steps = nodes.map(({ step }) => step.stepId);
  const values = required.flat();
  const none: FlowFacts = {
    hasRun: FactSet.none(steps),
    mayHaveRun: FactSet.none(steps),
    present: FactSet.none(keysOf(values)),
  };
  const all = {
    ...none,
    hasRun: none.hasRun.with(steps),
    present: none.present.with(keysOf(values)),
  };
  const outputs = keysByStep(values);
  const facts = nodes.map((_, node) => factsAt(node, node === 0 ? none : all));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, succeeded } of edges) {
      const [left, known] = [facts[from], facts[to]];
      if (!reachable.has(from) || !left || !known) continue;
      const merged = merge(known.before, succeeded ? left.succeeded : left.failed);
      if (isSame(known.before, merged)) continue;
      facts[to] = factsAt(to, merged);
      changed = true;
    }
  }
  return facts;

  function factsAt(node: number, before: FlowFacts): NodeFacts {
    const failed = { ...before, present: before.present.with(keysOf(required[node] ?? [])) };
    const stepId = nodes[node]?.step.stepId ?? "";
    const succeeded = {
      hasRun: before.hasRun.with([stepId]),
      mayHaveRun: before.mayHaveRun.with([stepId]),
      // The step has assigned new values to its outputs.
      present: failed.present.without(outputs.get(stepId) ?? []),
    };
    return { before, succeeded, failed };
  }
}

/** An output of a step or, without a step, an input. */
interface Value {
  readonly key: string;
  readonly stepId: string | undefined;
}

function requiredValues(step: LinkedStep, typed: TypedWorkflow): readonly Value[] {
  return requiredExpressions(step, typed).flatMap(keyedValue);
}

/** The expressions whose values must be present to send a step. */
export function requiredExpressions(
  step: LinkedStep,
  { holes }: TypedWorkflow,
): readonly Expression[] {
  return templatesOf(step)
    .flatMap(expressionsInTemplate)
    .filter(({ hole }) => !hole || holes.get(hole)?.mayBeOmitted === false)
    .map(({ expression }) => expression);
}

function keyedValue(expression: Expression): readonly Value[] {
  const key = valueKey(expression);
  const stepId = expression.kind === "step-output" ? expression.stepId : undefined;
  return key === undefined ? [] : [{ key, stepId }];
}

function keysOf(values: readonly Value[]): readonly string[] {
  return values.map(({ key }) => key);
}

/** The keys of the outputs of each step. */
function keysByStep(values: readonly Value[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { key, stepId } of values) {
    if (stepId !== undefined) addToList(keys, stepId, key);
  }
  return keys;
}

function merge(a: FlowFacts, b: FlowFacts): FlowFacts {
  return {
    hasRun: a.hasRun.and(b.hasRun),
    mayHaveRun: a.mayHaveRun.or(b.mayHaveRun),
    present: a.present.and(b.present),
  };
}

function isSame(a: FlowFacts, b: FlowFacts): boolean {
  return (
    a.hasRun.equals(b.hasRun) && a.mayHaveRun.equals(b.mayHaveRun) && a.present.equals(b.present)
  );
}
