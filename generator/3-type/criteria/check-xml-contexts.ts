import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { TypedWorkflow } from "../../model/typed.js";

/** Reports XPath expressions whose context is known not to be a string. */
export function checkXmlContexts(
  { workflow, expressions }: Pick<TypedWorkflow, "workflow" | "expressions">,
  diagnostics: Diagnostics,
): void {
  const criteria = workflow.steps.flatMap(({ successCriteria, onSuccess, onFailure }) => [
    ...successCriteria,
    ...[...onSuccess, ...onFailure].flatMap((action) => action.criteria),
  ]);
  for (const { condition } of criteria) {
    if (condition.kind !== "xpath" || condition.operand.kind === "literal") continue;
    const { expression } = condition.operand;
    const kind = expressions.get(expression)?.kind ?? "unknown";
    if (kind === "string" || kind === "unknown") continue;
    diagnostics.report("xpath-context", expression.place, { expression: expression.text, kind });
  }
}
