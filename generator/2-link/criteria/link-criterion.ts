import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Condition, LinkedCriterion } from "../../model/linked.js";
import { child, type Located, placeOf } from "../../source/located.js";
import { FieldReader } from "../documents/read-fields.js";
import type { Scope } from "../workflows/scope.js";
import type { CriterionText } from "./criterion-text.js";
import { linkJsonPath } from "./link-jsonpath.js";
import { linkRegex } from "./link-regex.js";
import { linkSimpleCondition } from "./link-simple-condition.js";
import { linkXPath } from "./link-xpath.js";
import { readExpressionType } from "./read-expression-type.js";
import { reportUndeclaredStatuses } from "./report-undeclared-statuses.js";

/** Links Criterion Objects. Invalid ones are reported and omitted. */
export function linkCriteria(list: readonly Located[], scope: Scope): readonly LinkedCriterion[] {
  return list.flatMap((at) => linkCriterion(at, scope) ?? []);
}

function linkCriterion(at: Located, scope: Scope): LinkedCriterion | undefined {
  const { diagnostics } = scope;
  const fields = new FieldReader(at, "the criterion", diagnostics);
  fields.allow(["context", "condition", "type"]);
  const text = fields.requiredText("condition");
  const context = fields.text("context") === undefined ? undefined : child(at, "context");
  const conditionAt = child(at, "condition");
  const type = readType(at, diagnostics);
  if (text === undefined || !conditionAt || type === undefined) return undefined;
  const criterion = { at, conditionAt, text, context };
  const condition = linkOfType(type, criterion, scope);
  const { at: step, target } = scope.step ?? {};
  // The actions of a workflow apply to all its steps, which call different operations.
  const isOfStep = step?.path.every((key, index) => at.path[index] === key);
  if (condition && isOfStep && target?.kind === "operation") {
    reportUndeclaredStatuses(condition, criterion, target.operation, diagnostics);
  }
  return condition && { text, at, condition };
}

const types = ["simple", "regex", "jsonpath", "xpath"] as const;
type CriterionType = (typeof types)[number];

function readType(at: Located, diagnostics: Diagnostics): CriterionType | undefined {
  const type = child(at, "type");
  if (!type || type.value === null) return "simple";
  return readExpressionType(at, "type", types, diagnostics);
}

const linkTyped = { regex: linkRegex, jsonpath: linkJsonPath, xpath: linkXPath };

function linkOfType(
  type: CriterionType,
  criterion: CriterionText,
  scope: Scope,
): Condition | undefined {
  const { at, context } = criterion;
  switch (type) {
    case "simple":
      return linkSimpleCondition(criterion, scope);
    case "regex":
    case "jsonpath":
    case "xpath": {
      if (!context) {
        scope.diagnostics.report("criterion-context", placeOf(at), { type });
        return undefined;
      }
      return linkTyped[type]({ ...criterion, context }, scope);
    }
  }
}
