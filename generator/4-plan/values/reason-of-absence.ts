import type { ParametersOf } from "../../diagnostics/catalogue.js";
import type { Expression } from "../../model/linked.js";
import type { TypedWorkflow } from "../../model/typed.js";

/** Which part of a description would have to promise a value that may be absent. */
export function reasonOfAbsence(
  expression: Expression,
  typed: TypedWorkflow,
): ParametersOf<"value-asserted">["of"] {
  if (expression.kind === "input") return "input";
  if (expression.kind === "response-header") return "header";
  if (expression.kind === "step-output") {
    const step = typed.workflow.steps.find(({ stepId }) => stepId === expression.stepId);
    const output = step?.outputs.find(({ name }) => name === expression.name);
    // What refers to itself was reported, and is not planned.
    if (output) return reasonOfAbsence(output.expression, typed);
  }
  const path = typed.expressions.get(expression)?.path ?? [];
  return path.some(({ isIndex }) => isIndex) ? "element" : "property";
}
