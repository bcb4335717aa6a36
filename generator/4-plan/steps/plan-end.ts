import type { LinkedAction, WorkflowTarget } from "../../model/linked.js";
import type { PlannedFailure, ReturnStatement, WorkflowRun } from "../../model/planned.js";
import type { PlannedEntry, PlannedValue } from "../../model/planned-values.js";
import { keyword } from "../../model/type-node.js";
import { workflowKey } from "../../model/workflow-key.js";
import { isInherited } from "../../source/identifiers.js";
import { keyPlaceOf, placeOf } from "../../source/located.js";
import type { FlowFacts } from "../flow/flow-facts.js";
import { absenceOf, isAvailable } from "../values/absence.js";
import type { CallableWorkflow } from "../values/callable-workflow.js";
import { type EndingAction, isFoundEmpty } from "../values/found-empty.js";
import { planExpression } from "../values/plan-value.js";
import { readVariable } from "../values/read-variable.js";
import { typeOf, valueScope, type WorkflowContext } from "../values/value-scope.js";

interface End {
  /** The name of the outcome. */
  readonly name: string;
  readonly facts: FlowFacts;
  readonly failure?: PlannedFailure | undefined;
  readonly goto?: WorkflowGoto;
  /** Undefined after a failure, and if no action ends the workflow. */
  readonly cause?: EndingAction | undefined;
}

/** An action of a step that goes to another workflow. */
interface WorkflowGoto {
  readonly stepId: string;
  readonly action: LinkedAction;
  readonly target: WorkflowTarget;
}

/** Ends the workflow with every output that can have a value at this point. */
export function planEnd(
  { name, facts, failure, goto, cause }: End,
  context: WorkflowContext,
): ReturnStatement {
  const scope = valueScope(context, facts, undefined);
  const outputs = context.typed.workflow.outputs.flatMap(({ name: output, at, expression }) => {
    const type = typeOf(expression, scope);
    const value = isAvailable(expression, scope) ? planExpression(expression, scope) : undefined;
    const common = { namePlace: keyPlaceOf(at), isLeftOutWhen: undefined };
    const declared = { name: output, isOptional: false };
    if (!type) return [];
    if (value && !(cause && isFoundEmpty(expression, cause, context.typed))) {
      const { undefined: mayBeAbsent, null: allowsNull } = absenceOf(expression, scope);
      return [
        {
          entry: { name: output, value, ...common },
          declared: { ...declared, type: type.type, mayBeAbsent, allowsNull },
        },
      ];
    }
    // Reading an absent `constructor` would return the one that every object inherits.
    if (!value && !isInherited(output)) return [];
    const nothing: PlannedValue = { kind: "literal", value: undefined, place: expression.place };
    return [
      {
        entry: { name: output, value: nothing, ...common },
        declared: { ...declared, type: keyword("undefined"), mayBeAbsent: true, allowsNull: false },
      },
    ];
  });
  const target = goto && context.workflowNames.get(workflowKey(goto.target.workflow));
  return {
    kind: "return",
    outcome: name,
    outputs: outputs.map(({ entry }) => entry),
    declared: outputs.map(({ declared }) => declared),
    failure,
    goto: goto && target && planRun(target, goto, context),
  };
}

export function planRun(
  workflow: CallableWorkflow,
  { stepId, action }: Pick<WorkflowGoto, "stepId" | "action">,
  { typed, names }: WorkflowContext,
): WorkflowRun {
  const place = placeOf(action.at);
  const own = typed.inputs.properties ?? [];
  // An action cannot set inputs, so the other workflow gets the inputs that both workflows declare.
  const entries = workflow.inputs
    .filter(({ name }) => own.some((each) => each.name === name))
    .map(({ name }): PlannedEntry => {
      const value = readVariable(names.inputs, [name], place, `$inputs.${name}`);
      return { name, namePlace: place, value, isLeftOutWhen: undefined };
    });
  const { apis, isDependent } = workflow;
  return { stepId, workflow, apis, isDependent, inputs: { kind: "object", entries, place } };
}
