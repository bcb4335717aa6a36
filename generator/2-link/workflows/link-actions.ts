import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { workflowOf } from "../../model/actions.js";
import type { ActionTarget, LinkedAction } from "../../model/linked.js";
import { child, keyPlaceOf, type Located, placeAt, placeOf, textAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { linkCriteria } from "../criteria/link-criterion.js";
import { failureActionTypes, successActionTypes } from "../documents/check-document.js";
import { givenValue, readParameters } from "../documents/collect-parameters.js";
import { findComponent, type Reused } from "../documents/find-component.js";
import { FieldReader } from "../documents/read-fields.js";
import { linkActionTarget, linkRetry, linkRetryOnSuccess } from "./link-action-target.js";
import { hasParameters } from "./link-call-inputs.js";
import { reportRepetition, reportUnreachable } from "./report-actions.js";
import type { Scope } from "./scope.js";

export type ActionList = "onSuccess" | "onFailure";

const workflowFields = { onSuccess: "successActions", onFailure: "failureActions" } as const;

const actionFields = [
  "name",
  "type",
  "workflowId",
  "stepId",
  "retryAfter",
  "retryLimit",
  "criteria",
];

/** The fields that have no effect in actions of a type. */
const ignoredFields: ReadonlyMap<string, readonly string[]> = new Map([
  ["end", ["stepId", "workflowId", "retryAfter", "retryLimit"]],
  ["goto", ["retryAfter", "retryLimit"]],
]);

/** Links the actions of the step, then the actions of the workflow that the step does not override by name. */
export function linkActions(
  list: ActionList,
  step: Located,
  scope: Scope,
): readonly LinkedAction[] {
  const { diagnostics } = scope;
  const section = workflowFields[list];
  const read = (owner: Located, name: string, field: string) => {
    const entries = new FieldReader(owner, name, diagnostics).objects(field);
    const found = entries.flatMap((at) => findComponent(at, section, diagnostics) ?? []);
    reportDuplicateActions(found, diagnostics);
    return found;
  };
  const own = read(step, "the step", list);
  const names = new Set(own.map(nameOf));
  const inherited = read(scope.workflow.at, "the workflow", section).filter(
    (action) => !names.has(nameOf(action)) && mayApply(action, scope),
  );
  const link = (some: readonly Reused[]) => {
    const linked = some.flatMap(({ at }) => linkAction(at, list, scope) ?? []);
    reportUnreachable(linked, list === "onSuccess", diagnostics);
    return linked;
  };
  const actions = [...link(own), ...link(inherited)];
  if (list === "onFailure" && scope.step) {
    reportRepetition(actions, scope.step, scope.workflow, diagnostics);
  }
  return actions;
}

/** A step that calls a workflow has no response, so an inherited action that reads a response never applies. */
function mayApply({ at }: Reused, { step, diagnostics }: Scope): boolean {
  if (step?.target.kind !== "workflow") return true;
  const parameters = hasParameters(at) ? readParameters(at, "the action", diagnostics) : [];
  const read = [child(at, "criteria"), ...parameters.map(givenValue)].map((each) => each?.value);
  return !/\$(?:statusCode|response|request|url|method)\b/.test(JSON.stringify(read));
}

function reportDuplicateActions(actions: readonly Reused[], diagnostics: Diagnostics): void {
  const firsts = new Map<string, Place>();
  for (const { at, reference } of actions) {
    const id = textAt(at, "name");
    if (id === undefined) continue;
    const place = placeOf(child(reference ?? at, reference ? "reference" : "name") ?? at);
    const first = firsts.get(id);
    if (!first) firsts.set(id, place);
    else {
      const related = [{ message: "first declared", place: first }];
      diagnostics.report("duplicate-id", place, { what: "action", id }, related);
    }
  }
}

function nameOf({ at }: Reused): string {
  return textAt(at, "name") ?? "";
}

function linkAction(at: Located, list: ActionList, scope: Scope): LinkedAction | undefined {
  const { diagnostics } = scope;
  const fields = new FieldReader(at, "the action", diagnostics);
  fields.allow([...actionFields, "reference"], ["parameters"]);
  fields.exclude(["stepId", "workflowId"]);
  const isForFailures = list === "onFailure";
  const name = fields.requiredText("name");
  const target = linkTarget(at, fields, list, scope);
  if (target) reportParameters(at, target, diagnostics);
  const criteria = linkCriteria(fields.objects("criteria"), scope);
  const endsOtherwise = target?.kind === "workflow" || (target?.kind === "end" && isForFailures);
  if (name === "completed" && endsOtherwise) {
    diagnostics.report("reserved-outcome", placeAt(at, "name"), { name });
  }
  return name === undefined || !target ? undefined : { name, at, criteria, target };
}

/** Reports the parameters of an action that runs no workflow. */
function reportParameters(at: Located, target: ActionTarget, diagnostics: Diagnostics): void {
  const list = child(at, "parameters");
  if (!list || !hasParameters(at) || workflowOf({ target })) return;
  const first = target.kind === "retry" ? target.first : target;
  const kind = first?.kind === "step" ? "step" : target.kind === "end" ? "end" : "retry";
  diagnostics.report("action-parameters", keyPlaceOf(list), { kind });
}

function linkTarget(
  at: Located,
  fields: FieldReader,
  list: ActionList,
  scope: Scope,
): ActionTarget | undefined {
  const { diagnostics } = scope;
  const type = fields.requiredText("type");
  for (const field of ignoredFields.get(type ?? "") ?? []) {
    const ignored = child(at, field);
    if (!ignored || type === undefined) continue;
    diagnostics.report("action-field-ignored", placeOf(ignored), { field, type });
  }
  switch (type) {
    case undefined:
      return undefined;
    case "end":
      return { kind: "end" };
    case "goto": {
      const target = linkActionTarget(at, fields, scope);
      if (target === "none") diagnostics.report("action-target", placeOf(at), {});
      return target === "none" ? undefined : target;
    }
    case "retry": {
      const limits = {
        after: fields.amount("retryAfter", "number") ?? 0,
        limit: fields.amount("retryLimit", "integer") ?? 1,
      };
      const limit = child(at, "retryLimit");
      if (limits.limit === 0) diagnostics.report("retry-never", placeOf(limit ?? at), {});
      const linkTyped = list === "onSuccess" ? linkRetryOnSuccess : linkRetry;
      return linkTyped(at, fields, limits, scope);
    }
    default: {
      const known = list === "onSuccess" ? successActionTypes : failureActionTypes;
      const place = placeAt(at, "type");
      diagnostics.report("action-type", place, unknownName(type, known));
      return undefined;
    }
  }
}
