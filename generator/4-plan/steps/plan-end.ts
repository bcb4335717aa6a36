import { templatesOfAction } from "../../model/actions.js";
import type { LinkedAction, LinkedStep, WorkflowTarget } from "../../model/linked.js";
import type { PlannedFailure, ReturnStatement, WorkflowRun } from "../../model/planned.js";
import type { PlannedEntry, PlannedValue } from "../../model/planned-values.js";
import { keyword } from "../../model/type-node.js";
import { workflowKey } from "../../model/workflow-key.js";
import { isInherited } from "../../source/identifiers.js";
import { keyPlaceOf, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import type { FlowFacts } from "../flow/flow-facts.js";
import { absenceOf, isAvailable } from "../values/absence.js";
import type { CallableWorkflow } from "../values/callable-workflow.js";
import { type EndingAction, isFoundEmpty } from "../values/found-empty.js";
import { planAssertions, withAsserted } from "../values/plan-assertions.js";
import { planEntries, planExpression } from "../values/plan-value.js";
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

/** An action of a step that runs another workflow. */
export interface WorkflowGoto {
  readonly step: LinkedStep;
  readonly action: LinkedAction;
  readonly target: WorkflowTarget;
  /** Where the action applies, with what is known of the response of its step. */
  readonly answered: FlowFacts;
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

/** The run of a workflow by an action. */

export function planRun(
  workflow: CallableWorkflow,
  { step, action, target, answered }: WorkflowGoto,
  context: WorkflowContext,
): WorkflowRun {
  const place = placeOf(action.at);
  const { apis, isDependent } = workflow;
  const common = { stepId: step.stepId, workflow, apis, isDependent };
  if (!target.inputs) {
    const entries = inputsOfBoth(workflow, place, context);
    return { ...common, assertions: [], inputs: { kind: "object", entries, place } };
  }
  const scope = valueScope(context, answered, step);
  const assertions = planAssertions(templatesOfAction(action), scope);
  const inputs = target.inputs.map(({ name, value }) => ({ name, at: value.at, value }));
  const entries = planEntries(inputs, withAsserted(scope, assertions));
  return { ...common, assertions, inputs: { kind: "object", entries, place } };
}

/** The inputs that both workflows declare, which an action without parameters passes on. */
function inputsOfBoth(
  workflow: CallableWorkflow,
  place: Place,
  { typed, names }: WorkflowContext,
): readonly PlannedEntry[] {
  const own = typed.inputs.properties ?? [];
  return workflow.inputs
    .filter(({ name }) => own.some((each) => each.name === name))
    .map(({ name }) => {
      const value = readVariable(names.inputs, [name], place, `$inputs.${name}`);
      return { name, namePlace: place, value, isLeftOutWhen: undefined };
    });
}
