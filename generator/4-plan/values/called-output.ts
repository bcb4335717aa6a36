import type { Expression, LinkedStep, WorkflowReference } from "../../model/linked.js";
import type { OutcomeOutput } from "../../model/planned.js";
import { workflowKey } from "../../model/workflow-key.js";
import type { CallableWorkflow } from "./callable-workflow.js";
import type { ValueScope } from "./value-scope.js";

interface CalledOutput {
  readonly workflow: CallableWorkflow;
  /** The name of the output in that workflow. */
  readonly output: string;
  /** Whether the caller gives the result, which may be one of a failure. */
  readonly isGiven: boolean;
}

/** The output of another workflow that an expression reads, directly or through an output of a step. */
export function calledOutput(
  expression: Expression,
  scope: Pick<ValueScope, "typed" | "workflowNames" | "step">,
  following: readonly Expression[] = [],
): CalledOutput | undefined {
  switch (expression.kind) {
    case "workflow-output":
      return outputOf(expression.workflow, expression.name, true, scope);
    case "call-output": {
      const call = scope.step?.call;
      return call?.kind === "workflow"
        ? outputOf(call.workflow, expression.name, false, scope)
        : undefined;
    }
    case "step-output": {
      const found = findOutput(expression, scope);
      if (!found || following.includes(found.output)) return undefined;
      const { step, output } = found;
      return calledOutput(output, { ...scope, step }, [...following, output]);
    }
    default:
      return undefined;
  }
}

function outputOf(
  reference: WorkflowReference,
  output: string,
  isGiven: boolean,
  { workflowNames }: Pick<ValueScope, "workflowNames">,
): CalledOutput | undefined {
  const workflow = workflowNames.get(workflowKey(reference));
  return workflow && { workflow, output, isGiven };
}

/** The step that declares an output, and the expression of the output. */
export function findOutput(
  { stepId, name }: { readonly stepId: string; readonly name: string },
  { typed }: Pick<ValueScope, "typed">,
): { readonly step: LinkedStep; readonly output: Expression } | undefined {
  const step = typed.workflow.steps.find((each) => each.stepId === stepId);
  const output = step?.outputs.find((each) => each.name === name)?.expression;
  return step && output && { step, output };
}

/** How many of the ends of its workflow have the output. */
export function endsWithOutput(called: CalledOutput): "all" | "some" | "none" {
  const outputs = outputAtEnds(called);
  if (outputs.every((output) => output?.isOptional === false)) return "all";
  return outputs.some((output) => output) ? "some" : "none";
}

export function isPresentAtEveryEnd(called: CalledOutput): boolean {
  return outputAtEnds(called).every((output) => output?.mayBeAbsent === false);
}

/** The output at each end of its workflow; undefined for an end that does not have it. */
function outputAtEnds({
  workflow: { outcomes },
  output,
  isGiven,
}: CalledOutput): readonly (OutcomeOutput | undefined)[] {
  if (!outcomes) return [undefined];
  // The outputs of a step that has failed are not read.
  return outcomes
    .filter(({ failure, outputs }) => failure !== "always" || (isGiven && outputs.length > 0))
    .map(({ outputs }) => outputs.find(({ name }) => name === output));
}

/** True if only some of the outcomes that have outputs have this one. */
export function isPartial(outcomes: CallableWorkflow["outcomes"], output: string): boolean {
  const declared = (outcomes ?? []).flatMap(({ outputs }) => (outputs.length > 0 ? [outputs] : []));
  const withOutput = declared.filter((outputs) => outputs.some(({ name }) => name === output));
  return withOutput.length > 0 && withOutput.length < declared.length;
}
