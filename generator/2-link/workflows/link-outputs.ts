import type { LinkedOutput } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import { child, entriesOf, isObject, type Located, placeOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import { checkNames } from "../documents/check-names.js";
import { linkExpression } from "../expressions/link-expression.js";
import { linkSelector } from "../selectors/link-selector.js";
import type { Scope } from "./scope.js";

/** Links the `outputs` of a workflow or step. */
export function linkOutputs(owner: Located, scope: Scope): readonly LinkedOutput[] {
  const { diagnostics } = scope;
  const outputs = child(owner, "outputs");
  if (!outputs || outputs.value === null) return [];
  if (!isObject(outputs.value)) {
    const parameters = { field: "outputs", expected: "an object" };
    diagnostics.report("wrong-kind", placeOf(outputs), parameters);
  }
  checkNames(outputs, "an output", diagnostics);
  return entriesOf(outputs).map(([name, at]): LinkedOutput => {
    const faulty = { kind: "faulty", text: "", place: placeOf(at) } as const;
    if (at.value === null) {
      diagnostics.report("output-empty", placeOf(at), { name });
      const constant = { kind: "constant", value: null, text: "null" } as const;
      return { name, at, expression: { ...constant, place: placeOf(at) } };
    }
    if (isObject(at.value) && rulesOf(scope.arazzo.document).hasSelectors) {
      return { name, at, expression: linkSelector(at, scope) };
    }
    if (typeof at.value !== "string") {
      const parameters = { field: name, expected: "a runtime expression" };
      diagnostics.report("wrong-kind", placeOf(at), parameters);
      return { name, at, expression: faulty };
    }
    const [, inBraces] = /^\{(\$[^{}]*)\}$/.exec(at.value) ?? [];
    const text = inBraces ?? at.value;
    const place = placeInText(at, inBraces === undefined ? 0 : 1, text.length);
    return { name, at, expression: linkExpression(text, place, scope) };
  });
}
