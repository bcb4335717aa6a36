import type { Assertion } from "../../model/planned.js";
import { child, keyPlaceOf } from "../../source/located.js";
import type { WorkflowContext } from "../values/value-scope.js";

/** Reports the values that stop the workflow if the caller or a response does not give them. */
export function reportAssertions(
  assertions: readonly Assertion[],
  { typed, diagnostics }: WorkflowContext,
): void {
  const reported = assertions.filter(
    ({ of, value }) => of !== undefined && !diagnostics.hasFaultWithin(value.place),
  );
  const inputs = child(typed.workflow.at, "inputs");
  const ofInputs = inputs ? reported.filter(isInput) : [];
  for (const assertion of reported) {
    const { of, stepId, value } = assertion;
    if (of === undefined || ofInputs.includes(assertion)) continue;
    diagnostics.report("value-asserted", value.place, { expression: value.expression, stepId, of });
  }
  if (!inputs || ofInputs.length === 0) return;
  const names = new Set(ofInputs.flatMap(({ value }) => value.path.map(({ key }) => key)));
  const related = ofInputs.map(({ stepId, value }) => ({
    message: `${JSON.stringify(stepId)} needs ${value.expression}`,
    place: value.place,
  }));
  diagnostics.report("inputs-optional", keyPlaceOf(inputs), { names: [...names] }, related);
}

/** True for an input as a whole. */
function isInput({ of, value }: Assertion): boolean {
  return of === "input" && value.path.length === 1 && value.unknownPath.length === 0;
}
