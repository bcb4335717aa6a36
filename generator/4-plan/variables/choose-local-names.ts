import type { WorkflowReference } from "../../model/linked.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { takeName, toTypeName, toValueName } from "../../source/identifiers.js";
import type { FlowGraph } from "../flow/flow-graph.js";

/** The names of the variables of a workflow's function. */
export interface LocalNames {
  readonly inputs: string;
  readonly options: string;
  /** The options of a called workflow with a time limit. */
  readonly limitedOptions: string;
  /** The variables of the transports, by the name of the API. */
  readonly transports: ReadonlyMap<string, string>;
  /** The variables of the inputs that have a default, by input. */
  readonly defaults: ReadonlyMap<string, string>;
  /** The variables of the steps, by `stepId`. */
  readonly steps: ReadonlyMap<string, string>;
  /** The response or result of each step, by `stepId`. */
  readonly responses: ReadonlyMap<string, string>;
  /** The latest results of the workflows that are read, and run again before a retry, by `workflowKey`. */
  readonly results: ReadonlyMap<string, string>;
  /** The results of the workflows that steps run, and that run again before a retry, by `workflowKey`. */
  readonly repeated: ReadonlyMap<string, string>;
  /** The variables of the outputs that expressions read, by `stepId` and name. */
  readonly outputs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The variables that name the next step, by dispatch node. */
  readonly next: ReadonlyMap<number, string>;
  /** The labels of the nodes, including dispatch nodes. */
  readonly labels: ReadonlyMap<number, string>;
}

/** Steps and outputs keep their names. An output whose name is taken gets the name of its step as a prefix. */
export function chooseLocalNames(
  typed: TypedWorkflow,
  { nodes, dispatchNodes }: FlowGraph,
  functionsInScope: readonly string[],
): LocalNames {
  const { steps } = typed.workflow;
  const taken = new Set([
    ...workflowModuleNames,
    ...functionsInScope,
    ...typed.apis.flatMap(({ name, namespace }) => [name, namespace]),
  ]);
  const transports = nameTransports(typed, functionsInScope, taken);
  const stepNames = new Map(
    steps.map(({ stepId }) => {
      const short = toValueName(stepId);
      return [stepId, takeName(taken.has(short) ? `${short}Step` : short, taken)];
    }),
  );
  const responses = new Map(
    steps.map(({ stepId, call }) => {
      const kind = call.kind === "workflow" ? "Result" : "Response";
      return [stepId, takeName(toValueName(stepId) + kind, taken)];
    }),
  );
  const read = readOutputs(typed);
  const outputs = new Map(
    steps.map(({ stepId }) => {
      const names = (read.get(stepId) ?? []).map((name): [string, string] => {
        const short = toValueName(name);
        const wanted = taken.has(short) ? toValueName(stepId) + toTypeName(name) : short;
        return [name, takeName(wanted, taken)];
      });
      return [stepId, new Map(names)];
    }),
  );
  const defaults = new Map(
    (typed.inputs.properties ?? [])
      .filter((input) => input.default !== undefined)
      .map(({ name }) => [name, takeName(toValueName(name), taken)]),
  );
  const results = nameResults(typed, taken);
  const repeated = nameRepeated(typed, taken);
  const next = new Map(dispatchNodes.map((node) => [node, takeName("next", taken)]));
  const labels = new Map([
    ...nodes.map(({ step }, node): [number, string] => [node, labelOf(step.stepId)]),
    ...dispatchNodes.map((node): [number, string] => [node, labelOf("next")]),
  ]);
  const own = { inputs: "inputs", options: "options", transports, steps: stepNames };
  const limitedOptions = takeName("limited", taken);
  return { ...own, limitedOptions, defaults, responses, results, repeated, outputs, next, labels };

  function labelOf(name: string): string {
    return takeName(`to${toTypeName(name)}`, taken);
  }
}

/** A function with the name of an API, which the workflow may call, must stay visible. */
function nameTransports(
  { apis }: TypedWorkflow,
  functionsInScope: readonly string[],
  taken: Set<string>,
): LocalNames["transports"] {
  return new Map(
    apis.map(({ name }) => {
      const isFunction = functionsInScope.includes(name);
      return [name, isFunction ? takeName(`${name}Transport`, taken) : name];
    }),
  );
}

function nameResults(typed: TypedWorkflow, taken: Set<string>): LocalNames["results"] {
  const run = runBeforeRetries(typed);
  const awaited = typed.awaited.map(({ reference }) => reference);
  return nameLatest(
    awaited.filter((each) => run.has(workflowKey(each))),
    taken,
  );
}

function nameRepeated(typed: TypedWorkflow, taken: Set<string>): LocalNames["repeated"] {
  const run = runBeforeRetries(typed);
  const called = typed.workflow.steps.flatMap(({ call, outputs }) =>
    call.kind === "workflow" && outputs.some(({ isLatest }) => isLatest) ? [call.workflow] : [],
  );
  return nameLatest(
    called.filter((each) => run.has(workflowKey(each))),
    taken,
  );
}

function nameLatest(
  workflows: readonly WorkflowReference[],
  taken: Set<string>,
): ReadonlyMap<string, string> {
  const unique = new Map(workflows.map((each) => [workflowKey(each), each.workflowId]));
  return new Map(
    [...unique].map(([key, workflowId]) => {
      return [key, takeName(`${toValueName(workflowId)}Result`, taken)];
    }),
  );
}

/** The workflows that an action runs before a retry, by `workflowKey`. */
function runBeforeRetries({ workflow: { steps } }: TypedWorkflow): ReadonlySet<string> {
  return new Set(
    steps.flatMap(({ onFailure }) =>
      onFailure.flatMap(({ target }) =>
        target.kind === "retry" && target.first?.kind === "workflow"
          ? [workflowKey(target.first.workflow)]
          : [],
      ),
    ),
  );
}

/** The outputs of steps that an expression reads, by `stepId`, in the order of the document. */
function readOutputs({ expressions, workflow }: TypedWorkflow): ReadonlyMap<string, string[]> {
  const read = new Map(workflow.steps.map(({ stepId }) => [stepId, new Set<string>()]));
  for (const expression of expressions.keys()) {
    if (expression.kind === "step-output") read.get(expression.stepId)?.add(expression.name);
  }
  return new Map(
    workflow.steps.map(({ stepId, outputs }) => {
      const names = read.get(stepId) ?? new Set();
      const declared = outputs.map(({ name }) => name).filter((name) => names.has(name));
      return [stepId, [...new Set([...declared, ...names])]];
    }),
  );
}
