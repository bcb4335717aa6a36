import type { Expression, LinkedStep, Template } from "../2-link/linked.js";
import type { TypedWorkflow } from "../3-type/typed.js";
import type { FlowGraph } from "./flow-graph.js";

/** What holds at a point of a workflow, on every path that leads there or on some. */
export interface FlowFacts {
  /** The steps that have succeeded on every path. */
  readonly hasRun: ReadonlySet<string>;
  /** The steps that have succeeded on some path. */
  readonly mayHaveRun: ReadonlySet<string>;
  /** The values that every path has found to be present, by `valueKey`. */
  readonly present: ReadonlySet<string>;
}

/** The same for all expressions that mean the same value at the same point. */
export function valueKey(expression: Expression): string | undefined {
  if (expression.kind === "input") {
    return ["inputs", expression.name, ...expression.pointer].join("\n");
  }
  if (expression.kind !== "step-output") return undefined;
  return ["steps", expression.stepId, expression.name, ...expression.pointer].join("\n");
}

/** What holds where each node begins. */
export function flowFacts(graph: FlowGraph, typed: TypedWorkflow): readonly FlowFacts[] {
  const everything: FlowFacts = {
    hasRun: new Set(graph.nodes.map(({ step }) => step.stepId)),
    mayHaveRun: new Set(),
    present: new Set(graph.nodes.flatMap(({ step }) => requiredValues(step, typed))),
  };
  const nothing: FlowFacts = { hasRun: new Set(), mayHaveRun: new Set(), present: new Set() };
  const facts = graph.nodes.map((_, index) => (index === 0 ? nothing : everything));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, succeeded } of graph.edges) {
      const before = facts[from];
      const node = graph.nodes[from];
      const known = facts[to];
      if (!graph.reachable.has(from) || !before || !node || !known) continue;
      const after = factsAfter(before, node.step, succeeded, typed);
      const merged = merge(known, after);
      if (isSame(known, merged)) continue;
      facts[to] = merged;
      changed = true;
    }
  }
  return facts;
}

/** What holds once a step has run. */
export function factsAfter(
  { hasRun, mayHaveRun, present }: FlowFacts,
  step: LinkedStep,
  succeeded: boolean,
  typed: TypedWorkflow,
): FlowFacts {
  const asserted = new Set([...present, ...requiredValues(step, typed)]);
  if (!succeeded) return { hasRun, mayHaveRun, present: asserted };
  const { stepId } = step;
  return {
    hasRun: new Set([...hasRun, stepId]),
    mayHaveRun: new Set([...mayHaveRun, stepId]),
    // The step has given its outputs new values.
    present: new Set([...asserted].filter((key) => !key.startsWith(`steps\n${stepId}\n`))),
  };
}

/** The values that a step cannot be sent without. */
function requiredValues({ call }: LinkedStep, { holes }: TypedWorkflow): readonly string[] {
  const templates =
    call.kind === "workflow"
      ? call.inputs.map(({ value }) => value)
      : [
          ...call.parameters.map(({ value }) => value),
          ...(call.requestBody ? [call.requestBody.payload] : []),
        ];
  return templates.flatMap(required);

  function required(template: Template): readonly string[] {
    switch (template.kind) {
      case "expression": {
        const key = valueKey(template.expression);
        const isRequired = holes.get(template)?.mayBeOmitted === false;
        return isRequired && key !== undefined ? [key] : [];
      }
      case "object":
        return template.entries.flatMap(({ name, value }) => [
          ...(typeof name === "string" ? [] : (valueKey(name) ?? [])),
          ...required(value),
        ]);
      case "array":
        return template.items.flatMap(required);
      case "text":
        return template.parts.flatMap((part) =>
          typeof part === "string" ? [] : (valueKey(part) ?? []),
        );
      case "literal":
        return [];
    }
  }
}

function merge(a: FlowFacts, b: FlowFacts): FlowFacts {
  return {
    hasRun: intersection(a.hasRun, b.hasRun),
    mayHaveRun: new Set([...a.mayHaveRun, ...b.mayHaveRun]),
    present: intersection(a.present, b.present),
  };
}

function intersection(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((each) => b.has(each)));
}

function isSame(a: FlowFacts, b: FlowFacts): boolean {
  return (
    a.hasRun.size === b.hasRun.size &&
    a.mayHaveRun.size === b.mayHaveRun.size &&
    a.present.size === b.present.size
  );
}
