import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { child, entriesOf, type Located, placeOf } from "../source/located.js";
import { linkExpression, type Scope } from "./link-expression.js";
import type { LinkedOutput } from "./linked.js";

/** The `outputs` of a workflow or step. */
export function linkOutputs(
  owner: Located,
  scope: Scope,
  diagnostics: Diagnostics,
): readonly LinkedOutput[] {
  const outputs = child(owner, "outputs");
  return (outputs ? entriesOf(outputs) : []).flatMap(([name, at]) => {
    if (typeof at.value !== "string") {
      const parameters = { field: name, expected: "a runtime expression" };
      diagnostics.report("wrong-kind", placeOf(at), parameters);
      return [];
    }
    const expression = linkExpression(at.value, placeOf(at), scope, diagnostics);
    return expression ? [{ name, at, expression }] : [];
  });
}
