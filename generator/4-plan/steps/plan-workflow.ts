import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { assertionsOf } from "../../model/assertions-of.js";
import type { Resolve } from "../../model/linked.js";
import type {
  Assertion,
  DependencyPlan,
  InputDefault,
  Statement,
  StepPlan,
  WorkflowPlan,
  WorkflowRun,
} from "../../model/planned.js";
import type { TypedWorkflow, WorkflowName } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { createFlowGraph } from "../flow/flow-graph.js";
import {
  allStatements,
  type FlowStatement,
  type NodeStatements,
  targetsOf,
} from "../flow/flow-statement.js";
import { planInputsSchema } from "../inputs/plan-inputs-schema.js";
import { planInputsShape } from "../inputs/plan-inputs-shape.js";
import { findFlowFacts } from "../presence/find-flow-facts.js";
import type { CallableWorkflow } from "../values/callable-workflow.js";
import { isPartial } from "../values/called-output.js";
import type { WorkflowContext } from "../values/value-scope.js";
import { chooseLocalNames } from "../variables/choose-local-names.js";
import { variablesIn } from "../variables/collect-read-variables.js";
import { neededInputs, reportNeededInputs } from "./needed-inputs.js";
import { runPasses } from "./passes.js";
import { planExample } from "./plan-example.js";
import { planFailures } from "./plan-failures.js";
import { planFlow } from "./plan-flow.js";
import { planOutcomes } from "./plan-outcomes.js";
import { planStep } from "./plan-step.js";
import { notedSteps, reportPrerequisites } from "./prerequisites.js";
import { reportAssertions } from "./report-assertions.js";
import { reportFlow } from "./report-flow.js";

export function planWorkflow(
  typed: TypedWorkflow,
  workflowNames: ReadonlyMap<string, CallableWorkflow>,
  resolve: Resolve,
  diagnostics: Diagnostics,
): WorkflowPlan {
  const { workflow, name } = typed;
  const functions = [...workflowNames.values()].map(({ functionName }) => functionName);
  const graph = createFlowGraph(typed);
  const names = chooseLocalNames(typed, graph, [name.functionName, ...functions]);
  const context: WorkflowContext = { typed, graph, names, workflowNames, diagnostics };
  reportFlow(context);
  reportNeededInputs(context);
  const nodes = planNodes(context);
  const planned = [...nodes.values()].flat();
  const statements = runPasses(nodes, context);
  reportAssertions(assertionsIn(statements), context);
  const defaults = planDefaults(context, statements);
  const inputsSchema = planInputsSchema(typed, resolve);
  return {
    ...name,
    apis: typed.apis,
    transports: planTransports(context, statements),
    steps: planSteps(context, statements),
    sourceName: workflow.at.document.source.projectName,
    workflowId: workflow.reference.workflowId,
    summary: workflow.summary,
    description: workflow.description,
    inputs: typed.inputs,
    neededInputs: neededInputs(context),
    inputsSchema,
    inputsShape: planInputsShape(inputsSchema, name),
    example: planExample(typed),
    readsInputs: defaults.length > 0 || variablesIn(statements).has(names.inputs),
    defaults,
    dependencies: planDependencies(context, statements),
    calls: workflowsRunBy(planned),
    outcomes: planOutcomes(planned, name),
    failures: planFailures(statements, typed),
    statements,
    flow: planFlow(context),
  };
}

function workflowsRunBy(statements: readonly FlowStatement[]): readonly WorkflowName[] {
  const workflows = runsIn(statements).map(({ workflow }) => workflow);
  return [...new Map(workflows.map((each) => [each.functionName, each])).values()];
}

function runsIn(statements: readonly FlowStatement[]): readonly WorkflowRun[] {
  return allStatements(statements).flatMap((each) => {
    if (each.kind === "call" || each.kind === "run-first") return [each];
    return each.kind === "return" && each.goto ? [each.goto] : [];
  });
}

/** The transports that the statements use. A step that never runs may need others. */
function planTransports(
  { names }: WorkflowContext,
  statements: readonly Statement[],
): ReadonlyMap<string, string> {
  const sent = allStatements(statements).flatMap((each) =>
    each.kind === "send" ? [each.api] : [],
  );
  const passed = runsIn(statements).flatMap(({ apis }) => apis);
  const used = new Set([...sent, ...passed].map(({ name }) => name));
  return new Map([...names.transports].filter(([name]) => used.has(name)));
}

/** The steps that the statements run, in the order of the document. */
function planSteps(
  { typed, names }: WorkflowContext,
  statements: readonly Statement[],
): readonly StepPlan[] {
  const runs = new Map(
    allStatements(statements).flatMap((each) =>
      each.kind === "send" || each.kind === "call" ? [[each.stepId, each] as const] : [],
    ),
  );
  return typed.workflow.steps.flatMap(({ stepId, timeout }): readonly StepPlan[] => {
    const [run, variable] = [runs.get(stepId), names.steps.get(stepId)];
    if (!run || variable === undefined) return [];
    if (run.kind === "send") return [{ stepId, variable, api: run.api, timeout }];
    return [{ stepId, variable, api: undefined, timeout: undefined }];
  });
}

function planDependencies(
  { typed, workflowNames, names: { results } }: WorkflowContext,
  statements: readonly Statement[],
): readonly DependencyPlan[] {
  const read = variablesIn(statements);
  const arePassed = runsIn(statements).some(({ isDependent }) => isDependent);
  return typed.awaited.flatMap(({ reference, areInputsRead }) => {
    const key = workflowKey(reference);
    const names = workflowNames.get(key);
    const latest = results.get(key);
    const variable = latest !== undefined && (arePassed || read.has(latest)) ? latest : undefined;
    if (!names) return [];
    const partialOutputs = readFrom(key, typed).filter((name) => isPartial(names.outcomes, name));
    return [{ ...names, areInputsRead, partialOutputs, variable }];
  });
}

/** The outputs of another workflow that expressions read. */
function readFrom(key: string, { expressions }: TypedWorkflow): readonly string[] {
  const names = [...expressions.keys()].flatMap((each) =>
    each.kind === "workflow-output" && workflowKey(each.workflow) === key ? [each.name] : [],
  );
  return [...new Set(names)];
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

/** Plans the nodes that jumps lead to. The graph also contains edges of actions that never apply. */
function planNodes(context: WorkflowContext): NodeStatements {
  const facts = findFlowFacts(context);
  reportPrerequisites(facts, context);
  const noted = notedSteps(facts, context);
  const planned = new Map<number, readonly FlowStatement[]>();
  const waiting = new Set([0]);
  while (waiting.size > 0) {
    const node = Math.min(...waiting);
    const known = facts[node];
    const statements = known ? planStep(node, known, noted, context) : [];
    planned.set(node, statements);
    waiting.delete(node);
    for (const target of targetsOf(statements)) if (!planned.has(target)) waiting.add(target);
  }
  return planned;
}

function assertionsIn(statements: readonly Statement[]): readonly Assertion[] {
  return allStatements(statements).flatMap((each) =>
    each.kind === "if" ? [] : assertionsOf(each),
  );
}
