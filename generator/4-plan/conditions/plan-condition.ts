import type {
  Comparison,
  Condition,
  Expression,
  LinkedCriterion,
  Operand,
} from "../../model/linked.js";
import type { PlannedCondition, PlannedOperand } from "../../model/planned-values.js";
import { placeOf } from "../../source/located.js";
import type { ValueKind } from "../../typescript/program.js";
import type { ValuePlanner } from "../values/plan-value.js";
import { negate } from "./negate.js";

/** All criteria of a list together; undefined where the list is empty. */
export function planCriteria(
  criteria: readonly LinkedCriterion[],
  values: ValuePlanner,
): PlannedCondition | undefined {
  const conditions = criteria.flatMap((criterion) => planCriterion(criterion, values) ?? []);
  const [only] = conditions;
  return conditions.length <= 1 ? only : { kind: "and", conditions };
}

/** The condition of one criterion; undefined when something was reported. */
function planCriterion(
  { condition, at }: LinkedCriterion,
  values: ValuePlanner,
): PlannedCondition | undefined {
  return planCondition(condition);

  function planCondition(linked: Condition): PlannedCondition | undefined {
    switch (linked.kind) {
      case "comparison":
        return planComparison(linked);
      case "not": {
        const negated = planCondition(linked.condition);
        return negated && negate(negated);
      }
      case "and":
      case "or": {
        const conditions = linked.conditions.flatMap((each) => planCondition(each) ?? []);
        return { kind: linked.kind, conditions };
      }
      case "truth": {
        const operand = planOperand(linked.operand);
        return operand && { kind: "truth", operand };
      }
      case "regex": {
        const operand = planOperand(linked.operand);
        const { pattern, flags } = linked;
        return operand && { kind: "regex", operand, pattern, flags };
      }
      case "jsonpath":
      case "xpath": {
        const operand = planOperand(linked.operand);
        const query = linked.query.flatMap((part) =>
          typeof part === "string" ? part : (values.read(part) ?? []),
        );
        return operand && { kind: linked.kind, operand, query };
      }
    }
  }

  function planComparison(comparison: Comparison): PlannedCondition | undefined {
    const left = planOperand(comparison.left);
    const right = planOperand(comparison.right);
    const { operator, ignoresCase } = comparison;
    if (!left || !right) return undefined;
    const isEquality = operator === "==" || operator === "!=";
    const spelt = isEquality && ignoresCase ? asDeclared(comparison) : undefined;
    if (spelt !== undefined) {
      const [read, text] = left.value.kind === "literal" ? [right, left] : [left, right];
      const value = { kind: "literal", value: spelt, place: text.value.place } as const;
      return {
        ...{ kind: "comparison", left: read, operator: operators[operator] },
        right: { ...text, value },
      };
    }
    if (isEquality && (isNull(comparison.left) || isNull(comparison.right))) {
      const operand = isNull(comparison.left) ? right : left;
      return { kind: "absent", operand, isNegated: operator === "!=" };
    }
    const kinds = [kindOf(comparison.left), kindOf(comparison.right)];
    const isSame = kinds[0] === kinds[1] && kinds[0] !== "unknown";
    const isText = kinds[0] === "string" && ignoresCase && hasLetters(comparison);
    // TypeScript refuses to compare two literals that differ.
    const areLiterals = left.value.kind === "literal" && right.value.kind === "literal";
    const isExact =
      (isSame && !isText && !areLiterals && (isEquality || kinds[0] === "number")) ||
      (isEquality && !ignoresCase && isOfScalarAndUnknown(kinds));
    if (!isExact) return { kind: "loose-comparison", left, operator, right };
    return { kind: "comparison", left, operator: operators[operator], right };
  }

  /**
   * The one text of an enumeration that equals the literal whatever its case, as it is declared there. What was
   * read in another step is left alone: there TypeScript may know already which text it is.
   */
  function asDeclared({ left, right }: Comparison): string | undefined {
    const [read, literal] = left.kind === "literal" ? [right, left] : [left, right];
    if (read.kind === "literal" || read.ofLength || read.expression.kind !== "response-body")
      return undefined;
    if (literal.kind !== "literal" || typeof literal.value !== "string") return undefined;
    const text = literal.value.toLowerCase();
    const { texts = [] } = values.typeOf(read.expression) ?? {};
    const [only, ...others] = texts.filter((each) => each.toLowerCase() === text);
    return others.length === 0 ? only : undefined;
  }

  function planOperand(operand: Operand): PlannedOperand | undefined {
    if (operand.kind === "literal") {
      const { value } = operand;
      const literal = { kind: "literal", value, place: placeOf(at) } as const;
      return { value: literal, ofLength: false, mayBeAbsent: false };
    }
    const { expression, ofLength } = operand;
    if (expression.kind === "constant") {
      const literal = { kind: "literal", value: expression.value, place: placeOf(at) } as const;
      return { value: literal, ofLength: false, mayBeAbsent: false };
    }
    const value = ofLength ? values.read(expression) : planSent(expression);
    if (!value) return undefined;
    if (value.kind !== "read") return { value, ofLength: false, mayBeAbsent: false };
    const absence = values.absenceOf(expression);
    const mayBeAbsent = absence.undefined || absence.null;
    if (!ofLength || kindOf(operand) === "number") return { value, ofLength, mayBeAbsent };
    const unknownPath = [...value.unknownPath, "length"];
    return { value: { ...value, unknownPath }, ofLength: false, mayBeAbsent: true };
  }

  /** What a request was sent with is known, or read from where it came. */
  function planSent(expression: Expression): PlannedOperand["value"] | undefined {
    const isSent = expression.kind === "request-parameter" || expression.kind === "request-body";
    if (!isSent) return values.read(expression);
    const sent = values.planExpression(expression);
    return sent?.kind === "checked" ? sent.value : sent;
  }

  function kindOf(operand: Operand): ValueKind {
    if (operand.kind === "literal") return kindOfLiteral(operand.value);
    const { expression, ofLength } = operand;
    const kind = values.typeOf(expression)?.kind ?? "unknown";
    if (ofLength) return kind === "array" || kind === "string" ? "number" : "unknown";
    // A header is text on the wire, whatever its description says: it is compared loosely.
    return expression.kind === "response-header" ? "unknown" : kind;
  }
}

function kindOfLiteral(value: unknown): ValueKind {
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "unknown";
}

/** Whether `===` says of two values what JSONPath says: they are equal if type and value are. */
function isOfScalarAndUnknown(kinds: readonly ValueKind[]): boolean {
  const scalars: readonly ValueKind[] = ["string", "number", "boolean"];
  return kinds.includes("unknown") && kinds.some((kind) => scalars.includes(kind));
}

function isNull(operand: Operand): boolean {
  return operand.kind === "literal" && operand.value === null;
}

/** Whether upper and lower case can make a difference. */
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
