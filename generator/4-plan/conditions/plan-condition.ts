import { isXmlBody } from "../../model/is-xml-body.js";
import type {
  Comparison,
  Condition,
  Expression,
  LinkedCriterion,
  LinkedQuery,
  Operand,
  Scalar,
} from "../../model/linked.js";
import type {
  PlannedCondition,
  PlannedOperand,
  PlannedQueryText,
  PlannedValue,
} from "../../model/planned-values.js";
import { placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import type { ValueKind } from "../../typescript/program.js";
import { absenceOf, never } from "../values/absence.js";
import { planExpression, stepVariable } from "../values/plan-value.js";
import { readExpression } from "../values/read-expression.js";
import { typeOf, type ValueScope } from "../values/value-scope.js";
import {
  compareWithOthers,
  type EqualityWithLiteral,
  equalityWithLiteral,
} from "./equality-with-literal.js";
import { negate } from "./negate.js";

interface ConditionScope {
  readonly values: ValueScope;
  readonly place: Place;
  /** The code continues where success criteria hold, and where the criteria of an action do not hold. */
  readonly areForSuccess: boolean;
}

/** Plans the conjunction of the criteria; undefined without criteria. Criteria with a reported error are omitted. */
export function planCriteria(
  criteria: readonly LinkedCriterion[],
  values: ValueScope,
  areForSuccess = false,
): PlannedCondition | undefined {
  const conditions = criteria.flatMap(
    ({ condition, at }) =>
      planCondition(condition, { values, place: placeOf(at), areForSuccess }) ?? [],
  );
  return allOf(withoutConsequences(conditions));
}

/**
 * Omits inequalities that follow from an equality before them, such as `$statusCode != 204` after `$statusCode == 200`.
 * TypeScript rejects a comparison whose result it knows.
 */
function withoutConsequences(conditions: readonly PlannedCondition[]): readonly PlannedCondition[] {
  const known = new Map<string, EqualityWithLiteral>();
  const all = conditions.flatMap((each) => (each.kind === "and" ? each.conditions : [each]));
  return all.filter((condition) => {
    const equality = equalityWithLiteral(condition);
    if (!equality) return true;
    const before = known.get(equality.operand);
    if (!equality.isNegated && !before) known.set(equality.operand, equality);
    return !before || !equality.isNegated || !compareWithOthers(before, equality);
  });
}

export function allOf(conditions: readonly PlannedCondition[]): PlannedCondition | undefined {
  const [only] = conditions;
  return conditions.length <= 1 ? only : { kind: "and", conditions };
}

/** Returns undefined if an error was reported. */
function planCondition(linked: Condition, scope: ConditionScope): PlannedCondition | undefined {
  switch (linked.kind) {
    case "comparison":
      return planComparison(linked, scope);
    case "not": {
      const negated = planCondition(linked.condition, scope);
      return negated && negate(negated);
    }
    case "and":
    case "or": {
      const conditions = linked.conditions.flatMap((each) => planCondition(each, scope) ?? []);
      return { kind: linked.kind, conditions };
    }
    case "truth": {
      const operand = planOperand(linked.operand, scope);
      return operand && { kind: "truth", operand };
    }
    case "regex": {
      const operand = planTextOperand(linked.operand, scope);
      const pattern = planParts(linked.pattern, scope.values);
      return (
        operand && {
          kind: "regex",
          step: stepVariable(scope.values),
          operand,
          pattern,
          flags: linked.flags,
        }
      );
    }
    case "jsonpath":
    case "xpath": {
      const operand =
        linked.kind === "xpath"
          ? planTextOperand(linked.operand, scope)
          : planOperand(linked.operand, scope);
      const query = planQuery(linked.query, scope.values);
      return operand && { kind: linked.kind, step: stepVariable(scope.values), operand, query };
    }
  }
}

function planComparison(
  comparison: Comparison,
  scope: ConditionScope,
): PlannedCondition | undefined {
  const left = planOperand(comparison.left, scope);
  const right = planOperand(comparison.right, scope);
  if (!left || !right) return undefined;
  const { operator } = comparison;
  const isEquality = operator === "==" || operator === "!=";
  if (isEquality && (isNull(comparison.left) || isNull(comparison.right))) {
    const [tested, operand] = isNull(comparison.left)
      ? [comparison.right, right]
      : [comparison.left, left];
    // TypeScript does not allow reading members of a value that it knows to be null.
    const continuesWithNull = scope.areForSuccess === (operator === "==");
    // Nor does it allow comparing an object literal.
    const isScalarOrRead = operand.value.kind === "read" || operand.value.kind === "literal";
    if (isScalarOrRead && (!continuesWithNull || !hasReadMembers(tested, scope))) {
      return { kind: "absent", operand, isNegated: operator === "!=" };
    }
  }
  // TypeScript rejects a comparison of two different literals.
  const areLiterals = left.value.kind === "literal" && right.value.kind === "literal";
  return !areLiterals && !mayDifferInAbsence(left, right) && isExact(comparison, scope)
    ? { kind: "comparison", left, operator: operators[operator], right }
    : { kind: "loose-comparison", left, operator, right };
}

function hasReadMembers(operand: Operand, { values }: ConditionScope): boolean {
  if (operand.kind === "literal") return false;
  const { text } = operand.expression;
  return [...values.typed.expressions.keys()].some((other) =>
    [`${text}/`, `${text}#/`].some((start) => other.text.startsWith(start)),
  );
}

/** Whether one value can be `undefined` where the other is `null`. Both are absent, so they are equal. */
function mayDifferInAbsence({ absence: a }: PlannedOperand, { absence: b }: PlannedOperand) {
  return (a.undefined && b.null) || (a.null && b.undefined);
}

/** Whether TypeScript's operator follows the rules of the standard for values of these types. */
function isExact(comparison: Comparison, { values }: ConditionScope): boolean {
  const { left, operator, right, ignoresCase } = comparison;
  const isEquality = operator === "==" || operator === "!=";
  const [kind, other] = [kindOf(left, values), kindOf(right, values)];
  if (isEquality && !ignoresCase && isOfScalarAndUnknown([kind, other])) return true;
  if (kind !== other || kind === "unknown") return false;
  // They are equal by their members.
  if (kind === "object" || kind === "array") return false;
  // An API can send a value of none of the members, so the code must compile after tests for all of them.
  if (ignoresCase && [left, right].some((each) => isOfUnion(each, values))) return false;
  if (kind === "string" && ignoresCase && hasLetters(comparison)) return false;
  return isEquality || kind === "number";
}

function planOperand(operand: Operand, scope: ConditionScope): PlannedOperand | undefined {
  if (operand.kind === "literal") return literalOperand(operand.value, scope);
  const { values } = scope;
  const { expression, ofLength } = operand;
  if (expression.kind === "constant") return literalOperand(expression.value, scope);
  const value = ofLength ? readExpression(expression, values) : planSent(expression, values);
  if (!value) return undefined;
  if (value.kind !== "read") return { value, ofLength: false, absence: never };
  const absence = absenceOf(expression, values);
  if (!ofLength) return { value, ofLength, absence };
  const ofMissing = { undefined: absence.undefined || absence.null, null: false };
  if (kindOf(operand, values) === "number") return { value, ofLength, absence: ofMissing };
  return { value, ofLength: "unknown", absence: { undefined: true, null: true } };
}

function planQuery(query: LinkedQuery, values: ValueScope) {
  return query.flatMap((part): readonly (string | PlannedValue | PlannedQueryText)[] => {
    if (typeof part === "string" || part.kind !== "text") return planParts([part], values);
    const parts = planParts(part.parts, values).map(constantText);
    const [only, ...others] = part.parts;
    const isString = typeof only === "object" && typeOf(only, values)?.kind === "string";
    // A string is its own text.
    return isString && others.length === 0 ? parts : [{ kind: "query-text", parts }];
  });
}

/** The text of a value that is known at compile time. */
function constantText(part: string | PlannedValue): string | PlannedValue {
  if (typeof part === "string" || part.kind !== "literal" || part.value === undefined) return part;
  return String(part.value);
}

/** Plans the values in a pattern or string. Those with a reported error are omitted. */
function planParts(
  parts: readonly (string | Expression)[],
  values: ValueScope,
): readonly (string | PlannedValue)[] {
  return parts.flatMap((part) =>
    typeof part === "string" ? part : (planSent(part, values) ?? []),
  );
}

/** Takes the text of an XML body. */
function planTextOperand(linked: Operand, scope: ConditionScope): PlannedOperand | undefined {
  const operand = planOperand(linked, scope);
  const { step, typed } = scope.values;
  if (linked.kind === "literal" || operand?.value.kind !== "read") return operand;
  if (!isXmlBody(linked.expression, step, typed.apis)) return operand;
  return { ...operand, value: { ...operand.value, isXmlText: true } };
}

function literalOperand(value: Scalar | undefined, { place }: ConditionScope): PlannedOperand {
  return { value: { kind: "literal", value, place }, ofLength: false, absence: never };
}

/** A value of the request is read from the same source as the request. */
function planSent(expression: Expression, values: ValueScope): PlannedValue | undefined {
  const kinds: readonly Expression["kind"][] = ["request-parameter", "request-body", "constant"];
  if (!kinds.includes(expression.kind)) return readExpression(expression, values);
  const sent = planExpression(expression, values);
  return sent?.kind === "checked" ? sent.value : sent;
}

function kindOf(operand: Operand, values: ValueScope): ValueKind {
  if (operand.kind === "literal") return kindOfLiteral(operand.value);
  const { expression, ofLength } = operand;
  const kind = typeOf(expression, values)?.kind ?? "unknown";
  if (ofLength) return kind === "array" || kind === "string" ? "number" : "unknown";
  // A header is sent as a string, even if its declared type is another one, so it is compared loosely.
  return expression.kind === "response-header" ? "unknown" : kind;
}

function isOfUnion(operand: Operand, values: ValueScope): boolean {
  return operand.kind === "expression" && typeOf(operand.expression, values)?.isOfUnion === true;
}

function kindOfLiteral(value: unknown): ValueKind {
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "unknown";
}

/** True for a scalar and a value of unknown type. JSONPath compares types and values, as `===` does for scalars. */
function isOfScalarAndUnknown(kinds: readonly ValueKind[]): boolean {
  const scalars: readonly ValueKind[] = ["string", "number", "boolean"];
  return kinds.includes("unknown") && kinds.some((kind) => scalars.includes(kind));
}

function isNull(operand: Operand): boolean {
  return operand.kind === "literal" && operand.value === null;
}

function hasLetters({ left, right }: Comparison): boolean {
  const literals = [left, right].flatMap((operand) =>
    operand.kind === "literal" ? String(operand.value) : [],
  );
  return (
    literals.length === 0 || literals.some((text) => text.toLowerCase() !== text.toUpperCase())
  );
}

const operators = {
  "==": "===",
  "!=": "!==",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
} as const;
