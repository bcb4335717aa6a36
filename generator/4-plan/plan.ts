import { Diagnostics } from "../diagnostics/diagnostics.js";
import type { CheckSettings } from "../model/check-settings.js";
import type { Resolve } from "../model/linked.js";
import type { Plan, WorkflowPlan } from "../model/planned.js";
import { reachFixpoint } from "../model/reach-fixpoint.js";
import type { TypedGroup, TypedWorkflow } from "../model/typed.js";
import { workflowKey } from "../model/workflow-key.js";
import { toValueName } from "../source/identifiers.js";
import { child, placeOf } from "../source/located.js";
import { planApi } from "./apis/plan-api.js";
import { planWorkflow } from "./steps/plan-workflow.js";
import type { CallableWorkflow } from "./values/callable-workflow.js";

/** Phase 4: decides everything that the generated code does, so that phase 5 only prints. */
export function plan(groups: readonly TypedGroup[], settings: CheckSettings): readonly Plan[] {
  return groups.map((group) => planGroup(group, settings));
}

function planGroup(
  { linked, ...typed }: TypedGroup,
  { checkResponses, checkInputs = true }: CheckSettings,
): Plan {
  const { resolve, diagnostics } = linked;
  const all = typed.components.flatMap(({ workflows }) => workflows);
  for (const each of all) reportRenamed(each, diagnostics);
  const calls = all
    .flatMap(({ workflow }) => workflow.steps)
    .flatMap(({ call }) => (call.kind === "operation" ? [call] : []));
  const uses = { calls, reads: typed.reads, isDeep: checkResponses === "deep" };
  const apis = typed.apis.map((api) => planApi(api, uses, diagnostics));
  const callable = new Map<string, CallableWorkflow>();
  const workflows = typed.components.flatMap(({ workflows, isCyclic }) => {
    if (isCyclic) planCycle(workflows, callable, resolve);
    return planInTurn(workflows, callable, resolve, diagnostics);
  });
  const checked = workflows.map((each) =>
    checkInputs ? each : { ...each, inputsShape: undefined },
  );
  return { linked, apis, workflows: checked };
}

function planInTurn(
  workflows: readonly TypedWorkflow[],
  callable: Map<string, CallableWorkflow>,
  resolve: Resolve,
  diagnostics: Diagnostics,
): readonly WorkflowPlan[] {
  return workflows.map((workflow) => {
    const planned = planWorkflow(workflow, callable, resolve, diagnostics);
    callable.set(keyOf(workflow), toCallable(workflow, planned));
    return planned;
  });
}

/**
 * Plans the workflows of a cycle repeatedly, until the facts that they need about each other stay the same. At first,
 * each workflow may fail and has no outputs. A round can only establish that a workflow cannot fail, or that an outcome
 * has an output. The number of outcomes and outputs is finite, so there is a fixpoint.
 */
function planCycle(
  workflows: readonly TypedWorkflow[],
  callable: Map<string, CallableWorkflow>,
  resolve: Resolve,
): void {
  for (const each of workflows) callable.set(keyOf(each), toCallable(each));
  const facts = workflows.map(({ workflow: { steps, outputs } }) => {
    const actions = steps.flatMap(({ onSuccess, onFailure }) => [...onSuccess, ...onFailure]);
    return (actions.length + 2) * (2 * outputs.length + 1);
  });
  reachFixpoint(
    () => {
      planInTurn(workflows, callable, resolve, new Diagnostics());
      return workflows.map((each) => shownToCallers(callable.get(keyOf(each)))).join("\n");
    },
    facts.reduce((all, each) => all + each, 0),
  );
}

/** Everything that the plan of a caller depends on. */
function shownToCallers(workflow: CallableWorkflow | undefined): string {
  const outcomes = workflow?.outcomes?.map(({ name, failure, failedSteps, outputs }) => {
    const presence = outputs.map((each) => [each.name, each.isOptional, each.mayBeAbsent]);
    return [name, failure, failedSteps, presence];
  });
  return JSON.stringify([workflow?.mayFail, outcomes]);
}

function reportRenamed({ workflow, name }: TypedWorkflow, diagnostics: Diagnostics): void {
  const { at, reference } = workflow;
  const { workflowId } = reference;
  const { functionName } = name;
  if (functionName === toValueName(workflowId)) return;
  const place = placeOf(child(at, "workflowId") ?? at);
  diagnostics.report("function-renamed", place, { workflowId, functionName });
}

function keyOf({ workflow }: TypedWorkflow): string {
  return workflowKey(workflow.reference);
}

function toCallable(
  { name, inputs, apis, awaited }: TypedWorkflow,
  planned?: Pick<WorkflowPlan, "outcomes" | "neededInputs">,
): CallableWorkflow {
  const { outcomes, neededInputs = new Map() } = planned ?? {};
  const mayFail = outcomes?.some(({ failure }) => failure !== "never") ?? true;
  const isDependent = awaited.length > 0;
  const declared = inputs.properties ?? [];
  return { ...name, apis, isDependent, mayFail, outcomes, neededInputs, inputs: declared };
}
