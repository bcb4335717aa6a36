import { Diagnostics } from "../diagnostics/diagnostics.js";
import type { Outcome, Plan } from "../model/planned.js";
import type { TypedCluster, TypedWorkflow } from "../model/typed.js";
import { workflowKey } from "../model/workflow-key.js";
import { toValueName } from "../source/identifiers.js";
import { child, placeOf } from "../source/located.js";
import { planApi } from "./apis/plan-api.js";
import { planWorkflow } from "./steps/plan-workflow.js";
import type { CallableWorkflow } from "./values/callable-workflow.js";

/** Phase 4: decides everything that the code says, so that nothing is left but to print it. */
export function plan(typed: TypedCluster, diagnostics: Diagnostics): Plan {
  const all = typed.groups.flatMap(({ workflows }) => workflows);
  for (const each of all) reportRenamed(each, diagnostics);
  const calls = all
    .flatMap(({ workflow }) => workflow.steps)
    .flatMap(({ call }) => (call.kind === "operation" ? [call] : []));
  const apis = typed.apis.map((api) => planApi(api, calls, diagnostics));
  const callable = new Map<string, CallableWorkflow>();
  const workflows = typed.groups.flatMap((group) => {
    const planGroup = (report: Diagnostics) =>
      group.workflows.map((workflow) => {
        const planned = planWorkflow(workflow, callable, report);
        callable.set(keyOf(workflow), toCallable(workflow, planned.outcomes));
        return planned;
      });
    if (group.isCyclic) {
      for (const each of group.workflows) callable.set(keyOf(each), toCallable(each));
      // What callers need to know does not change after this.
      planGroup(new Diagnostics());
    }
    return planGroup(diagnostics);
  });
  return { apis, workflows };
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
  { name, inputs, apis }: TypedWorkflow,
  outcomes?: readonly Outcome[],
): CallableWorkflow {
  const mayFail = outcomes?.some(({ failure }) => failure !== "never") ?? true;
  return { ...name, apis, mayFail, outcomes, inputs: inputs.properties ?? [] };
}
