import type { ParametersOf } from "../../diagnostics/catalogue.js";
import { expressionsInTemplate } from "../../model/expressions-in.js";
import type { Expression, Template } from "../../model/linked.js";
import type { Assertion } from "../../model/planned.js";
import type { Place } from "../../source/source-text.js";
import { absenceOf, isAvailable, writesNull } from "./absence.js";
import { findOutput } from "./called-output.js";
import { readExpression } from "./read-expression.js";
import { readVariable } from "./read-variable.js";
import { typeOf, type ValueScope } from "./value-scope.js";

/** Stops the workflow before a step that needs a value which the document does not set. */
export function assertMissing(expression: string, stepId: string, place: Place): Assertion {
  return { stepId, value: readVariable("undefined", [], place, expression), of: undefined };
}

/** Plans one assertion for each value that the templates need and that may be absent. */
export function planAssertions(
  templates: readonly Template[],
  scope: ValueScope,
): readonly Assertion[] {
  const found = new Map<string, Assertion>();
  for (const { expression, hole, isInner } of templates.flatMap(expressionsInTemplate)) {
    const isMissing = !isInner && isMissingIn(expression, hole, scope);
    if (!isMissing || found.has(expression.text)) continue;
    const value = readExpression(expression, scope);
    if (!value) continue;
    // A value that no step has set was reported as unavailable.
    const of = isAvailable(expression, scope) ? reasonOfAbsence(expression, scope) : undefined;
    found.set(expression.text, { stepId: scope.step?.stepId ?? "", value, of });
  }
  return [...found.values()];
}

/** The scope after the assertions. */
export function withAsserted(scope: ValueScope, assertions: readonly Assertion[]): ValueScope {
  return { ...scope, asserted: new Set(assertions.map(({ value }) => value.expression)) };
}

function isMissingIn(
  expression: Expression,
  hole: Template | undefined,
  scope: ValueScope,
): boolean {
  if (expression.kind === "constant") return false;
  const absence = absenceOf(expression, scope);
  if (!hole) return absence.undefined || (absence.null && !expression.becomesJson);
  const taken = scope.typed.holes.get(hole);
  if (!taken || taken.mayBeOmitted) return false;
  const keepsNull = taken.allowsNull || writesNull(hole, scope);
  return absence.undefined || (absence.null && !keepsNull);
}

/** The kind of value that may be absent. */
function reasonOfAbsence(
  expression: Expression,
  scope: ValueScope,
): ParametersOf<"value-asserted">["of"] {
  if (expression.kind === "input") {
    const { name, pointer } = expression;
    const input = scope.typed.inputs.properties?.find((each) => each.name === name);
    const isNullable = pointer.length === 0 && input?.isOptional === false;
    return isNullable ? "nullable" : "input";
  }
  if (expression.kind === "response-header") return "header";
  if (expression.kind === "xml-result") return "xml";
  if (expression.kind === "step-output") {
    if (!scope.facts.hasRun.has(expression.stepId)) return "step";
    const found = findOutput(expression, scope);
    // An output that refers to itself was reported, and its workflow is not planned.
    if (found) return reasonOfAbsence(found.output, scope);
  }
  const path = typeOf(expression, scope)?.path ?? [];
  return path.some(({ isIndex }) => isIndex) ? "element" : "property";
}
