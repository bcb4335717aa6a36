import type { LinkedAction, WorkflowTarget } from "../../model/linked.js";
import type {
  Outcome,
  OutcomeOutput,
  PlannedFailure,
  ReturnStatement,
  WorkflowRun,
} from "../../model/planned.js";
import type { PlannedEntry } from "../../model/planned-values.js";
import type { ApiName, WorkflowName } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { takeName, toTypeName } from "../../source/identifiers.js";
import { keyPlaceOf, placeOf } from "../../source/located.js";
import type { FlowFacts } from "../flow/flow-facts.js";
import type { FlowGraph } from "../flow/flow-graph.js";
import { type ValueContext, ValuePlanner } from "../values/plan-value.js";
import { readVariable } from "../values/read-variable.js";

/** A workflow that others can run. */
export interface CallableWorkflow extends WorkflowName {
  readonly apis: readonly ApiName[];
  readonly mayFail: boolean;
  /** Undefined while nothing is known of them, because it is planned in a circle. */
  readonly outcomes: readonly Outcome[] | undefined;
  /** The inputs that it declares, and whether it needs them. */
  readonly inputs: readonly { readonly name: string; readonly isOptional: boolean }[];
}

/** What the planning of one workflow has at hand. */
export interface WorkflowContext extends ValueContext {
  readonly graph: FlowGraph;
  readonly typeName: string;
  /** The names of types in the module; those of the ends are added. */
  readonly typeNames: Set<string>;
  /** The workflows that it does run, by the names of their functions. */
  readonly calls: Map<string, CallableWorkflow>;
  /** The ends that were planned so far, by their names. */
  readonly outcomes: Map<string, Outcome>;
}

/** An action of a step that goes to another workflow. */
interface WorkflowGoto {
  readonly stepId: string;
  readonly action: LinkedAction;
  readonly target: WorkflowTarget;
}

/** Ends the workflow with every output that can have a value at this point. */
export function planEnd(
  name: string,
  facts: FlowFacts,
  failure: PlannedFailure | undefined,
  goto: WorkflowGoto | undefined,
  context: WorkflowContext,
): ReturnStatement {
  const { typed, outcomes, typeName, typeNames } = context;
  const values = new ValuePlanner(context, facts, undefined);
  const outputs = typed.workflow.outputs.flatMap(({ name: outputName, at, expression }) => {
    const type = values.typeOf(expression);
    const value = values.isAvailable(expression) ? values.planExpression(expression) : undefined;
    if (!value || !type) return [];
    const { undefined: mayBeAbsent, null: allowsNull } = values.absenceOf(expression);
    const entry = { name: outputName, namePlace: keyPlaceOf(at), value, isLeftOutWhen: undefined };
    return [
      {
        entry,
        declared: { name: outputName, isOptional: false, type: type.type, mayBeAbsent, allowsNull },
      },
    ];
  });
  const known = outcomes.get(name);
  const declared = outputs.map((output) => output.declared);
  const target = goto && context.workflowNames.get(workflowKey(goto.target.workflow));
  if (target) context.calls.set(target.functionName, target);
  const here = failure ? "always" : "never";
  outcomes.set(name, {
    name,
    typeName: known?.typeName ?? takeName(typeName + toTypeName(name), typeNames),
    outputs: known ? merge(known.outputs, declared) : declared,
    failure: known && known.failure !== here ? "sometimes" : here,
    failedSteps: [
      ...new Set([...(known?.failedSteps ?? []), ...(failure ? [failure.stepId] : [])]),
    ],
    result: target ?? known?.result,
  });
  return {
    kind: "return",
    outcome: name,
    outputs: outputs.map(({ entry }) => entry),
    failure,
    goto: goto && target && planRun(target, goto, context),
  };
}

/** Runs another workflow because of an action. */
export function planRun(
  workflow: CallableWorkflow,
  { stepId, action: { at } }: Pick<WorkflowGoto, "stepId" | "action">,
  { typed, names }: WorkflowContext,
): WorkflowRun {
  return { stepId, workflow, apis: workflow.apis, inputs: passedInputs() };

  /** The inputs of this workflow that the other one declares too: an action has no way to give others. */
  function passedInputs() {
    const place = placeOf(at);
    const own = typed.inputs.properties ?? [];
    const entries = workflow.inputs.flatMap(({ name: input }): PlannedEntry[] => {
      if (!own.some((each) => each.name === input)) return [];
      const value = readVariable(names.inputs, [input], place, `$inputs.${input}`);
      return [{ name: input, namePlace: place, value, isLeftOutWhen: undefined }];
    });
    return { kind: "object", entries, place } as const;
  }
}

/** What holds on all paths to one outcome: an output that one of them lacks may be absent. */
function merge(a: readonly OutcomeOutput[], b: readonly OutcomeOutput[]): readonly OutcomeOutput[] {
  const names = [...new Set([...a, ...b].map(({ name }) => name))];
  return names.flatMap((name) => {
    const both = [a, b].map((list) => list.find((output) => output.name === name));
    const [first] = both.filter((output) => output !== undefined);
    const isOptional = both.some((output) => !output || output.isOptional);
    const mayBeAbsent = isOptional || both.some((output) => output?.mayBeAbsent);
    const allowsNull = both.some((output) => output?.allowsNull);
    return first ? [{ ...first, isOptional, mayBeAbsent, allowsNull }] : [];
  });
}
