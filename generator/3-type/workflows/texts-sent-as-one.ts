import { templatesOfAction } from "../../model/actions.js";
import { expressionsInTemplate, templatesOf } from "../../model/expressions-in.js";
import type { Expression, LinkedWorkflow, Template } from "../../model/linked.js";
import type { Hole } from "../../model/typed.js";

/** The XPath expressions that select nodes, in places of strings: they stand for the text of one node. */
export function textsSentAsOne(
  { steps }: LinkedWorkflow,
  holes: ReadonlyMap<Template, Hole>,
): ReadonlySet<Expression> {
  const templates = steps.flatMap((step) => [
    ...templatesOf(step),
    ...[...step.onSuccess, ...step.onFailure].flatMap(templatesOfAction),
  ]);
  const sent = templates.flatMap(expressionsInTemplate).filter(({ expression, hole, isInner }) => {
    if (isInner || expression.kind !== "xml-result" || expression.result !== "texts") return false;
    const { kinds = [] } = (hole && holes.get(hole)) ?? {};
    return !hole || (kinds.includes("string") && !kinds.includes("array"));
  });
  return new Set(sent.map(({ expression }) => expression));
}
