import type {
  PlannedComparison,
  PlannedCondition,
  PlannedOperand,
  PlannedRead,
} from "../../model/planned-values.js";
import { negate } from "../conditions/negate.js";
import { type NarrowedRead, readKey } from "./narrowing.js";

/**
 * Writes a condition in such a way that TypeScript finds values to be present, too. The result of the condition does not
 * change.
 * @param ifTrue present if the condition holds
 * @param ifFalse present if the condition does not hold
 */
export function narrowCondition(
  condition: PlannedCondition,
  ifTrue: readonly NarrowedRead[],
  ifFalse: readonly NarrowedRead[],
): PlannedCondition {
  if (ifTrue.length + ifFalse.length === 0) return condition;
  const rewritten = rewrite(condition, [...ifTrue, ...ifFalse]);
  const present = hidden(rewritten, ifTrue).map((read) => presenceTest(read, true));
  // The condition comes first, because it tells which response has the values.
  const whole = join("and", [rewritten, ...present]);
  const absent = hidden(negate(whole), ifFalse).map((read) => presenceTest(read, false));
  return join("or", [whole, ...absent]);
}

function join(kind: "and" | "or", conditions: readonly PlannedCondition[]): PlannedCondition {
  const [only] = conditions;
  return only && conditions.length === 1 ? only : { kind, conditions };
}

function presenceTest(value: PlannedRead, isPresent: boolean): PlannedCondition {
  const operand = { value, ofLength: false, absence: { undefined: true, null: true } };
  return { kind: "absent", operand, isNegated: isPresent };
}

/** The reads that TypeScript does not find to be present where the condition holds. */
function hidden(
  condition: PlannedCondition,
  reads: readonly NarrowedRead[],
): readonly PlannedRead[] {
  if (reads.length === 0) return [];
  const found = foundPresent(condition);
  return reads.flatMap(({ read, equivalents }) =>
    // An output and the part of the response that it comes from are read from one variable in the end.
    [read, ...equivalents].some((each) => found.has(readKey(each))) ? [] : read,
  );
}

/** The keys of the reads that TypeScript finds to be present where the condition holds. */
function foundPresent(condition: PlannedCondition): ReadonlySet<string> {
  switch (condition.kind) {
    case "and":
      return new Set(condition.conditions.flatMap((each) => [...foundPresent(each)]));
    case "or": {
      const [first = new Set<string>(), ...others] = condition.conditions.map(foundPresent);
      return new Set([...first].filter((key) => others.every((each) => each.has(key))));
    }
    case "absent":
      return condition.isNegated ? keysAlong(condition.operand) : new Set();
    case "truth":
      return keysAlong(condition.operand);
    case "comparison":
      return foundByComparison(condition);
    default:
      return new Set();
  }
}

function foundByComparison({ left, operator, right }: PlannedComparison): ReadonlySet<string> {
  if (operator === "!==") return new Set();
  const isOrder = operator !== "===";
  return new Set([
    ...(isOrder || isCertain(right) ? keysAlong(left) : []),
    ...(isOrder || isCertain(left) ? keysAlong(right) : []),
  ]);
}

function isCertain({ value, absence }: PlannedOperand): boolean {
  const isNothing = value.kind === "literal" && (value.value === undefined || value.value === null);
  return !isNothing && !absence.undefined && !absence.null;
}

/** The read, and everything on its path. */
function keysAlong({ value, ofLength }: PlannedOperand): ReadonlySet<string> {
  if (value.kind !== "read" || ofLength === "unknown" || value.unknownPath.length > 0) {
    return new Set();
  }
  return new Set(
    Array.from({ length: value.path.length + 1 }, (_, length) =>
      readKey({ ...value, path: value.path.slice(0, length) }),
    ),
  );
}

/** Tests the reads in place of others that are absent if and only if the reads are. */
function rewrite(condition: PlannedCondition, reads: readonly NarrowedRead[]): PlannedCondition {
  switch (condition.kind) {
    case "and":
    case "or": {
      const conditions = condition.conditions.map((each) => rewrite(each, reads));
      return { ...condition, conditions };
    }
    case "not":
      return negate(rewrite(condition.condition, reads));
    case "absent": {
      const { value, ofLength } = condition.operand;
      const read = value.kind === "read" && !ofLength ? readFor(value, reads) : undefined;
      // A test of a value in the same variable is one of that variable, too.
      const isOther = value.kind === "read" && read && read.variable !== value.variable;
      return isOther ? presenceTest(read, condition.isNegated) : condition;
    }
    case "comparison":
      return rewriteLength(condition, reads) ?? condition;
    default:
      return condition;
  }
}

function readFor(value: PlannedRead, reads: readonly NarrowedRead[]): PlannedRead | undefined {
  const key = readKey(value);
  const isEqual = (each: PlannedRead) => readKey(each) === key;
  return reads.find(({ read, equivalents }) => [read, ...equivalents].some(isEqual))?.read;
}

/** An array has more than some number of elements if and only if it has an element at that index. */
function rewriteLength(
  { left, operator, right }: PlannedComparison,
  reads: readonly NarrowedRead[],
): PlannedCondition | undefined {
  const { value, ofLength, absence } = left;
  const length = right.value.kind === "literal" ? right.value.value : undefined;
  if (value.kind !== "read" || ofLength !== true || typeof length !== "number") return undefined;
  const test = elementTest(operator, length);
  const isCertain = !absence.undefined && !absence.null;
  if (!test || !(isCertain || test.isPresent)) return undefined;
  const access = { key: String(test.index), isIndex: true, isBracketed: false, isOptional: false };
  const others = reads.filter(({ mayBeNull }) => !mayBeNull);
  const read = readFor({ ...value, path: [...value.path, access] }, others);
  return read && presenceTest(read, test.isPresent);
}

function elementTest(
  operator: PlannedComparison["operator"],
  length: number,
): { readonly index: number; readonly isPresent: boolean } | undefined {
  switch (operator) {
    case ">":
      return { index: length, isPresent: true };
    case "<=":
      return { index: length, isPresent: false };
    case ">=":
      return length === 0 ? undefined : { index: length - 1, isPresent: true };
    case "<":
      return length === 0 ? undefined : { index: length - 1, isPresent: false };
    case "===":
      return length === 0 ? { index: 0, isPresent: false } : undefined;
    case "!==":
      return length === 0 ? { index: 0, isPresent: true } : undefined;
  }
}
