import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type {
  DependencyPlan,
  InputDefault,
  Outcome,
  Statement,
  WorkflowPlan,
} from "../../model/planned.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { child, placeOf } from "../../source/located.js";
import { flowFacts } from "../flow/flow-facts.js";
import { createFlowGraph } from "../flow/flow-graph.js";
import { planEntrances } from "../flow/plan-entrances.js";
import { type FlowStatement, structureFlow, targetsOf } from "../flow/structure-flow.js";
import { chooseLocalNames } from "../variables/choose-local-names.js";
import { hoistVariables } from "../variables/hoist-variables.js";
import { allStatements, variablesIn } from "../variables/variables-read.js";
import type { CallableWorkflow, WorkflowContext } from "./plan-end.js";
import { planExample } from "./plan-example.js";
import { planFailures } from "./plan-failures.js";
import { planFlow } from "./plan-flow.js";
import { planStep } from "./plan-step.js";

/** Plans the function of one workflow. */
export function planWorkflow(
  typed: TypedWorkflow,
  workflowNames: ReadonlyMap<string, CallableWorkflow>,
  diagnostics: Diagnostics,
): WorkflowPlan {
  const { workflow, name } = typed;
  const { functionName, typeName } = name;
  const functions = [functionName, ...[...workflowNames.values()].map((each) => each.functionName)];
  const graph = createFlowGraph(typed);
  const localNames = chooseLocalNames(typed, graph, functions);
  const outcomes = new Map<string, Outcome>();
  const calls = new Map<string, CallableWorkflow>();
  const context: WorkflowContext = {
    typed,
    graph,
    names: localNames,
    typeName,
    typeNames: new Set([
      ...workflowModuleNames,
      ...["Inputs", "Apis", "Result", "Dependencies", "Failure"].map((suffix) => typeName + suffix),
    ]),
    workflowNames,
    calls,
    outcomes,
    diagnostics,
  };
  reportUnreachable(context);
  reportEndless(context);
  const statements = planStatements(context);
  reportAssertions(statements, context);
  const defaults = planDefaults(context, statements);
  return {
    ...name,
    apis: typed.apis,
    sourceName: workflow.at.document.source.name,
    workflowId: workflow.reference.workflowId,
    summary: workflow.summary,
    description: workflow.description,
    inputs: typed.inputs,
    example: planExample(typed),
    readsInputs: defaults.length > 0 || variablesIn(statements).has(localNames.inputs),
    defaults,
    dependencies: planDependencies(context),
    calls: [...calls.values()],
    outcomes: [...outcomes.values()].sort(completedFirst),
    failures: planFailures(statements, typed),
    statements,
    flow: planFlow(context),
  };
}

function planDependencies({ typed, workflowNames }: WorkflowContext): readonly DependencyPlan[] {
  const { dependsOn } = typed.workflow;
  return dependsOn.flatMap((reference) => {
    const key = workflowKey(reference);
    const areInputsRead = [...typed.expressions.keys()].some(
      (each) => each.kind === "workflow-input" && workflowKey(each.workflow) === key,
    );
    const names = workflowNames.get(key);
    return names ? [{ ...names, areInputsRead }] : [];
  });
}

/** The inputs that have a default and are read. */
function planDefaults(
  { typed, names }: WorkflowContext,
  statements: readonly Statement[],
): readonly InputDefault[] {
  const read = variablesIn(statements);
  return (typed.inputs.properties ?? []).flatMap((input) => {
    const variable = names.defaults.get(input.name);
    const isRead = variable !== undefined && read.has(variable);
    return isRead ? [{ variable, input: input.name, value: input.default }] : [];
  });
}

/** What the function does, in the order of its control flow. */
function planStatements(context: WorkflowContext): readonly Statement[] {
  const { graph, typed, names } = context;
  const facts = flowFacts(graph, typed);
  const planned = new Map<number, readonly FlowStatement[]>();
  // Not all that the graph leads to is reached: an action may be found never to apply.
  const waiting = new Set([0]);
  while (waiting.size > 0) {
    const node = Math.min(...waiting);
    const holds = facts[node];
    const steps = holds ? planStep(node, holds, context) : [];
    planned.set(node, steps);
    waiting.delete(node);
    for (const target of targetsOf(steps)) if (!planned.has(target)) waiting.add(target);
  }
  const { declarations, statements } = planEntrances(planned, context);
  const structured = structureFlow({ statements, labels: names.labels });
  return [...declarations, ...hoistVariables(structured, typed, names)];
}

function reportUnreachable({ graph, typed, diagnostics }: WorkflowContext): void {
  if (!typed.workflow.isFlowKnown) return;
  for (const [index, { stepId, at }] of typed.workflow.steps.entries()) {
    if (graph.reachable.has(index)) continue;
    diagnostics.report("step-unreachable", placeOf(child(at, "stepId") ?? at), { stepId });
  }
}

/** What stops the workflow if a response does not hold it. */
function reportAssertions(
  statements: readonly Statement[],
  { diagnostics }: WorkflowContext,
): void {
  for (const statement of allStatements(statements)) {
    if (statement.kind !== "send" && statement.kind !== "call") continue;
    for (const { stepId, value, of } of statement.assertions) {
      if (of === undefined) continue;
      const { expression, place } = value;
      diagnostics.report("value-asserted", place, { expression, stepId, of });
    }
  }
}

/** Reports the last step from which the workflow can only go on for ever, or fail: it leads back. */
function reportEndless({ graph, typed, diagnostics }: WorkflowContext): void {
  const { isFlowKnown, steps } = typed.workflow;
  if (!isFlowKnown) return;
  const endless = steps.findLast((_, node) => graph.reachable.has(node) && !graph.canEnd.has(node));
  if (!endless) return;
  const { stepId, at } = endless;
  diagnostics.report("loop-endless", placeOf(child(at, "stepId") ?? at), { stepId });
}

function completedFirst(a: Outcome, b: Outcome): number {
  return Number(b.name === "completed") - Number(a.name === "completed");
}
