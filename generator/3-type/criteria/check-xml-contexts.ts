import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import {
  criteriaOf,
  expressionsInTemplate,
  templatesOf,
  withInner,
} from "../../model/expressions-in.js";
import { isXmlBody } from "../../model/is-xml-body.js";
import type { Expression, LinkedStep } from "../../model/linked.js";
import type { TypedWorkflow } from "../../model/typed.js";

interface XmlContext {
  readonly expression: Expression;
  readonly step: LinkedStep | undefined;
  readonly isOfSelector: boolean;
}

/** Reports XPath expressions whose context is known not to be a string. */
export function checkXmlContexts(
  { workflow, expressions, apis }: Pick<TypedWorkflow, "workflow" | "expressions" | "apis">,
  diagnostics: Diagnostics,
): void {
  const contexts = [
    ...workflow.steps.flatMap((step) => [
      ...contextsOfCriteria(step),
      ...contextsOfSelectors(step),
    ]),
    ...workflow.outputs.flatMap((output) => contextsIn(output.expression, undefined)),
  ];
  for (const { expression, step, isOfSelector } of contexts) {
    if (isXmlBody(expression, step, apis)) continue;
    const kind = expressions.get(expression)?.kind ?? "unknown";
    if (kind === "string" || kind === "unknown") continue;
    const parameters = { expression: expression.text, kind, isOfSelector };
    diagnostics.report("xpath-context", expression.place, parameters);
  }
}

function contextsOfCriteria(step: LinkedStep): readonly XmlContext[] {
  return criteriaOf(step).flatMap(({ condition }) => {
    if (condition.kind !== "xpath" || condition.operand.kind === "literal") return [];
    return [{ expression: condition.operand.expression, step, isOfSelector: false }];
  });
}

function contextsOfSelectors(step: LinkedStep): readonly XmlContext[] {
  const sent = templatesOf(step).flatMap(expressionsInTemplate);
  return [...sent, ...step.outputs].flatMap(({ expression }) => contextsIn(expression, step));
}

function contextsIn(expression: Expression, step: LinkedStep | undefined): readonly XmlContext[] {
  return withInner(expression).flatMap((each) =>
    each.kind === "xml-result" ? [{ expression: each.context, step, isOfSelector: true }] : [],
  );
}
