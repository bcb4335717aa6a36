import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { criteriaOf } from "../../model/expressions-in.js";
import { isXmlBody } from "../../model/is-xml-body.js";
import type { TypedWorkflow } from "../../model/typed.js";

/** Reports XPath expressions whose context is known not to be a string. */
export function checkXmlContexts(
  { workflow, expressions, apis }: Pick<TypedWorkflow, "workflow" | "expressions" | "apis">,
  diagnostics: Diagnostics,
): void {
  const criteria = workflow.steps.flatMap((step) =>
    criteriaOf(step).map(({ condition }) => ({ condition, step })),
  );
  for (const { condition, step } of criteria) {
    if (condition.kind !== "xpath" || condition.operand.kind === "literal") continue;
    const { expression } = condition.operand;
    if (isXmlBody(expression, step, apis)) continue;
    const kind = expressions.get(expression)?.kind ?? "unknown";
    if (kind === "string" || kind === "unknown") continue;
    diagnostics.report("xpath-context", expression.place, { expression: expression.text, kind });
  }
}
