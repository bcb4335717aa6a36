import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import { child, type Located, placeOf, textAt } from "../source/located.js";
import { linkCriterion } from "./link-criterion.js";
import type { Scope } from "./link-expression.js";
import type { ActionTarget, LinkedAction } from "./linked.js";
import { FieldReader, reportUnsupported } from "./read-fields.js";

/** Reads a list of Success Action Objects. */
export function linkActions(
  list: readonly Located[],
  scope: Scope,
  diagnostics: Diagnostics,
): readonly LinkedAction[] {
  return list.flatMap((at) => linkAction(at, scope, diagnostics) ?? []);
}

function linkAction(at: Located, scope: Scope, diagnostics: Diagnostics): LinkedAction | undefined {
  reportUnsupported(at, ["reference", "workflowId"], diagnostics);
  if (child(at, "reference") || child(at, "workflowId")) return undefined;
  const fields = new FieldReader(at, "the action", diagnostics);
  const name = fields.requiredText("name");
  const target = linkTarget(at, fields, scope, diagnostics);
  const criteria = fields
    .list("criteria")
    .flatMap((criterion) => linkCriterion(criterion, scope, diagnostics) ?? []);
  if (name === "completed") {
    diagnostics.report("reserved-outcome", placeOf(child(at, "name") ?? at), { name });
  }
  return name === undefined || !target ? undefined : { name, at, criteria, target };
}

function linkTarget(
  at: Located,
  fields: FieldReader,
  { steps }: Scope,
  diagnostics: Diagnostics,
): ActionTarget | undefined {
  const type = fields.requiredText("type");
  if (type === undefined || type === "end") return type && { kind: "end" };
  if (type !== "goto") {
    const parameters = { field: "type", expected: '"end" or "goto"' };
    diagnostics.report("wrong-kind", placeOf(child(at, "type") ?? at), parameters);
    return undefined;
  }
  const stepId = fields.requiredText("stepId");
  const index = steps.findIndex((step) => textAt(step, "stepId") === stepId);
  if (stepId !== undefined && index === -1) {
    const stepIds = steps.flatMap((step) => textAt(step, "stepId") ?? []);
    const place = placeOf(child(at, "stepId") ?? at);
    diagnostics.report("step-not-found", place, unknownName(stepId, stepIds));
  }
  return index === -1 ? undefined : { kind: "step", index };
}
