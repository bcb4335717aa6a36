import type { Expression, LinkedStep } from "../../model/linked.js";
import type { OutcomeOutput } from "../../model/planned.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import type { CallableWorkflow } from "../steps/plan-end.js";

/** An output of another workflow. */
interface CalledOutput {
  readonly workflow: CallableWorkflow;
  /** The name that the output has there. */
  readonly output: string;
}

/** The output of another workflow that an expression of a step reads; undefined for all others. */
export function calledFor(
  expression: Expression,
  own: LinkedStep | undefined,
  typed: TypedWorkflow,
  workflows: ReadonlyMap<string, CallableWorkflow>,
  following: readonly Expression[] = [],
): CalledOutput | undefined {
  switch (expression.kind) {
    case "workflow-output": {
      const workflow = workflows.get(workflowKey(expression.workflow));
      return workflow && { workflow, output: expression.name };
    }
    case "call-output":
      return outputOf(own, expression.name);
    case "step-output": {
      const step = typed.workflow.steps.find(({ stepId }) => stepId === expression.stepId);
      const output = step?.outputs.find(({ name }) => name === expression.name)?.expression;
      if (!output || following.includes(output)) return undefined;
      return calledFor(output, step, typed, workflows, [...following, output]);
    }
    default:
      return undefined;
  }

  function outputOf(step: LinkedStep | undefined, output: string): CalledOutput | undefined {
    if (step?.call.kind !== "workflow") return undefined;
    const workflow = workflows.get(workflowKey(step.call.workflow));
    return workflow && { workflow, output };
  }
}

/** Which ends of a workflow have an output. */
export function endsThatGive(workflow: CallableWorkflow, name: string): "all" | "some" | "none" {
  const outputs = outputAtEnds(workflow, name);
  if (outputs.every((output) => output?.isOptional === false)) return "all";
  return outputs.some((output) => output) ? "some" : "none";
}

/** Whether every end of a workflow has a value for an output. */
export function isPresentInAll(workflow: CallableWorkflow, name: string): boolean {
  return outputAtEnds(workflow, name).every((output) => output?.mayBeAbsent === false);
}

/** An output as each end has it; undefined for those that have none. */
function outputAtEnds(
  { outcomes }: CallableWorkflow,
  name: string,
): readonly (OutcomeOutput | undefined)[] {
  if (!outcomes) return [undefined];
  // After an end that is a failure, nothing is read.
  return outcomes
    .filter(({ failure }) => failure !== "always")
    .map(({ outputs }) => outputs.find((output) => output.name === name));
}
