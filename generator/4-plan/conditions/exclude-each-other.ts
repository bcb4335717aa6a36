import type { PlannedComparison, PlannedCondition } from "../../model/planned-values.js";

/** Whether two conditions can never both hold: they compare one value with other numbers or texts. */
export function excludeEachOther(a: PlannedCondition, b: PlannedCondition): boolean {
  if (a.kind === "and") return a.conditions.some((each) => excludeEachOther(each, b));
  if (b.kind === "and") return b.conditions.some((each) => excludeEachOther(a, each));
  if (a.kind === "or") return a.conditions.every((each) => excludeEachOther(each, b));
  if (b.kind === "or") return b.conditions.every((each) => excludeEachOther(a, each));
  if (a.kind !== "comparison" || b.kind !== "comparison") return false;
  if (subjectOf(a) === undefined || subjectOf(a) !== subjectOf(b)) return false;
  if (isOpposite(a, b)) return true;
  if (a.operator === "===" && b.operator === "===") return literalOf(a) !== literalOf(b);
  const [left, right] = [rangeOf(a), rangeOf(b)];
  if (!left || !right) return false;
  const start = Math.max(left.start, right.start);
  const end = Math.min(left.end, right.end);
  if (start !== end) return start > end;
  return [left, right].some((range) => range.excludes.includes(start));
}

function isOpposite(a: PlannedCondition, b: PlannedComparison): boolean {
  return (
    a.kind === "comparison" &&
    ((a.operator === "===" && b.operator === "!==") ||
      (a.operator === "!==" && b.operator === "===")) &&
    subjectOf(a) === subjectOf(b) &&
    isSameLiteral(a, b)
  );
}

function isSameLiteral(a: PlannedComparison, b: PlannedComparison): boolean {
  return a.right.value.kind === "literal" && literalOf(a) === literalOf(b);
}

function subjectOf({ left }: PlannedComparison): string | undefined {
  if (left.value.kind !== "read") return undefined;
  const { variable, path, unknownPath } = left.value;
  return JSON.stringify([variable, path.map(({ key }) => key), unknownPath, left.ofLength]);
}

function literalOf({ right }: PlannedComparison): unknown {
  return right.value.kind === "literal" ? right.value.value : right;
}

interface NumberRange {
  readonly start: number;
  readonly end: number;
  readonly excludes: readonly number[];
}

/** The numbers for which a comparison with a literal number holds. */
function rangeOf(comparison: PlannedComparison): NumberRange | undefined {
  const value = literalOf(comparison);
  if (typeof value !== "number") return undefined;
  switch (comparison.operator) {
    case "===":
      return { start: value, end: value, excludes: [] };
    case "<":
      return { start: Number.NEGATIVE_INFINITY, end: value, excludes: [value] };
    case "<=":
      return { start: Number.NEGATIVE_INFINITY, end: value, excludes: [] };
    case ">":
      return { start: value, end: Number.POSITIVE_INFINITY, excludes: [value] };
    case ">=":
      return { start: value, end: Number.POSITIVE_INFINITY, excludes: [] };
    case "!==":
      return undefined;
  }
}
