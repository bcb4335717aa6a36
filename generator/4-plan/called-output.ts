import type { Expression, LinkedStep } from "../2-link/linked.js";
import type { TypedWorkflow } from "../3-type/typed.js";
import { workflowKey } from "../source/workflow-key.js";
import type { CallableWorkflow } from "./plan-end.js";

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
  { workflow: { steps } }: TypedWorkflow,
  workflows: ReadonlyMap<string, CallableWorkflow>,
): CalledOutput | undefined {
  switch (expression.kind) {
    case "workflow-output": {
      const workflow = workflows.get(workflowKey(expression.workflow));
      return workflow && { workflow, output: expression.name };
    }
    case "call-output":
      return outputOf(own, expression.name);
    case "step-output": {
      const step = steps.find(({ stepId }) => stepId === expression.stepId);
      const output = step?.outputs.find(({ name }) => name === expression.name)?.expression;
      return outputOf(step, output?.kind === "call-output" ? output.name : expression.name);
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

/** Whether every end of a workflow gives an output. */
export function isGivenByAll({ outcomes }: CallableWorkflow, name: string): boolean {
  // After an end that is a failure, nothing is read.
  return outcomes
    .filter(({ failure }) => failure !== "always")
    .every(({ outputs }) => outputs.some((output) => output.name === name && !output.isOptional));
}
