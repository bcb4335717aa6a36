import { workflowOf } from "../../model/actions.js";
import type { LinkedStep, WorkflowReference } from "../../model/linked.js";
import type { NeededInputs } from "../../model/planned.js";
import { workflowKey } from "../../model/workflow-key.js";
import { placeAt, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { requiredExpressions } from "../presence/find-flow-facts.js";
import type { WorkflowContext } from "../values/value-scope.js";

/** The optional inputs without which no path leads to an end of the workflow. */
export function neededInputs(context: WorkflowContext): NeededInputs {
  const { graph, typed } = context;
  if (!typed.workflow.isFlowKnown || !graph.canEnd.has(0)) return new Map();
  const optional = (typed.inputs.properties ?? [])
    .filter((input) => input.isOptional && input.default === undefined)
    .map(({ name }) => name);
  const needs = graph.nodes.map(({ step }) => needsOf(step, context));
  return new Map(
    optional.flatMap((name) => {
      const place = needs.find((each) => each.has(name))?.get(name);
      return place && !canEndWithout(name) ? [[name, place] as const] : [];
    }),
  );

  function canEndWithout(name: string): boolean {
    const reached = new Set([0]);
    for (const node of reached) {
      if (needs[node]?.has(name)) continue;
      if (graph.ends.has(node)) return true;
      for (const to of graph.targets.get(node) ?? []) reached.add(to);
    }
    return false;
  }
}

/** The inputs that a step needs, also for the workflow that it runs unless an action handles the failure of that. */
function needsOf(step: LinkedStep, context: WorkflowContext): NeededInputs {
  const own = requiredExpressions(step, context.typed);
  const { call } = step;
  const needed = call.kind === "workflow" ? neededBy(call.workflow, context) : undefined;
  const given = call.kind === "workflow" && step.onFailure.length === 0 ? call.inputs : [];
  const passed = given.flatMap(({ name, value }) =>
    needed?.has(name) && value.kind === "expression" ? [value.expression] : [],
  );
  return new Map(
    [...own, ...passed].flatMap((each) => (each.kind === "input" ? [[each.name, each.place]] : [])),
  );
}

function neededBy(
  workflow: WorkflowReference,
  { workflowNames }: WorkflowContext,
): NeededInputs | undefined {
  return workflowNames.get(workflowKey(workflow))?.neededInputs;
}

/** Reports the steps and actions that run a workflow without an input that the workflow needs. */
export function reportNeededInputs(context: WorkflowContext): void {
  const { graph, typed, workflowNames, diagnostics } = context;
  const own = (typed.inputs.properties ?? []).map(({ name }) => name);
  for (const node of graph.reachable) {
    const { step, onSuccess = [], onFailure = [] } = graph.nodes[node] ?? {};
    if (step?.call.kind === "workflow") {
      const { workflow, inputs } = step.call;
      const given = inputs.map(({ name }) => name);
      const needed = [...(neededBy(workflow, context) ?? [])];
      const run = { workflow, given, place: placeAt(step.at, "stepId"), isPassedOn: false };
      reportMissing(run, needed, context);
    }
    for (const { action } of [...onSuccess, ...onFailure]) {
      const { at } = action;
      const target = workflowOf(action);
      if (!target || diagnostics.hasFaultWithin(placeOf(at))) continue;
      const { workflow, inputs: passed } = target;
      const { inputs = [] } = workflowNames.get(workflowKey(workflow)) ?? {};
      const required = inputs.filter(({ isOptional }) => !isOptional);
      const needed = [
        ...required.map(({ name }) => [name, undefined] as const),
        ...(neededBy(workflow, context) ?? []),
      ];
      // Without parameters, an action passes the inputs that both workflows declare.
      const given = passed?.map(({ name }) => name) ?? own;
      const isPassedOn = passed === undefined;
      const run = { workflow, given, place: placeAt(at, "workflowId"), isPassedOn };
      reportMissing(run, needed, context);
    }
  }
}

interface Run {
  readonly workflow: WorkflowReference;
  /** The names of the inputs that it is given. */
  readonly given: readonly string[];
  readonly place: Place;
  readonly isPassedOn: boolean;
}

function reportMissing(
  { workflow: { workflowId }, given, place, isPassedOn }: Run,
  needed: readonly (readonly [string, Place | undefined])[],
  { diagnostics }: WorkflowContext,
): void {
  for (const [name, neededAt] of needed) {
    if (given.includes(name)) continue;
    const related = neededAt ? [{ message: "the input is needed", place: neededAt }] : [];
    diagnostics.report("call-input-missing", place, { name, workflowId, isPassedOn }, related);
  }
}
