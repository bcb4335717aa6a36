import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import { child, isObject, type Located, placeOf, textAt } from "../source/located.js";
import type { Place } from "../source/source-text.js";
import type { Expression } from "./linked.js";
import { parseExpression } from "./parse-expression.js";

/** The names that the expressions of a step can mean. */
export interface Scope {
  readonly steps: readonly Located[];
  /** Whether `$response` and `$statusCode` mean something here. */
  readonly hasResponse: boolean;
}

/** Reads one runtime expression and looks up its names; undefined when something was reported. */
export function linkExpression(
  text: string,
  place: Place,
  scope: Scope,
  diagnostics: Diagnostics,
): Expression | undefined {
  const parsed = parseExpression(text);
  switch (parsed.kind) {
    case "problem": {
      const { problem, offset } = parsed;
      const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
      diagnostics.report("expression-syntax", faulty, { expression: text, problem });
      return undefined;
    }
    case "other":
      diagnostics.report("unsupported", place, { construct: `the expression ${text}` });
      return undefined;
    case "status-code":
    case "response-body":
      if (scope.hasResponse) return { ...parsed, text, place };
      diagnostics.report("expression-misplaced", place, {
        expression: text,
        problem: "there is no response yet",
      });
      return undefined;
    case "input":
      return { ...parsed, text, place };
    case "step-output":
      return isStepOutput(parsed, place, scope, diagnostics)
        ? { ...parsed, text, place }
        : undefined;
  }
}

/** Whether the step and its output exist; reports it otherwise. */
function isStepOutput(
  { stepId, name }: { readonly stepId: string; readonly name: string },
  place: Place,
  { steps }: Scope,
  diagnostics: Diagnostics,
): boolean {
  const step = steps.find((candidate) => textAt(candidate, "stepId") === stepId);
  if (!step) {
    const stepIds = steps.flatMap((candidate) => textAt(candidate, "stepId") ?? []);
    diagnostics.report("step-not-found", place, unknownName(stepId, stepIds));
    return false;
  }
  const outputs = child(step, "outputs");
  if (outputs && child(outputs, name)) return true;
  const names = outputs && isObject(outputs.value) ? Object.keys(outputs.value) : [];
  const related = outputs ? [{ message: "its outputs are", place: placeOf(outputs) }] : [];
  diagnostics.report("output-not-found", place, { stepId, ...unknownName(name, names) }, related);
  return false;
}
