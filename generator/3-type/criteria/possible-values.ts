import type { Comparison, Operand, Scalar } from "../../model/linked.js";
import { allStatuses } from "../../model/status-set.js";
import type { TypedExpression, TypedWorkflow } from "../../model/typed.js";
import type { ValueKind } from "../../typescript/program.js";

/** The values that an operand of a comparison can have. */
export interface PossibleValues {
  readonly kinds: readonly (ValueKind | "null")[];
  /** All values apart from null; undefined if a kind is not limited to some values. */
  readonly values: readonly Scalar[] | undefined;
}

/** Undefined if nothing is known about the operand. */
export function possibleValuesOf(
  operand: Operand,
  expressions: TypedWorkflow["expressions"],
): PossibleValues | undefined {
  if (operand.kind === "literal") return valuesOfScalar(operand.value);
  const { expression, ofLength } = operand;
  if (expression.kind === "constant") return valuesOfScalar(expression.value ?? null);
  if (expression.kind === "status-code") return { kinds: ["number"], values: allStatuses };
  const typed = expressions.get(expression);
  if (!typed || typed.kinds.length === 0) return undefined;
  return ofLength ? ofLengthOf(typed) : ofTyped(typed);
}

export function valuesOfScalar(value: Scalar): PossibleValues {
  if (value === null) return { kinds: ["null"], values: [] };
  return { kinds: [kindOf(value)], values: [value] };
}

function ofTyped({ kinds, literals, mayBeAbsent, allowsNull }: TypedExpression): PossibleValues {
  return { kinds: [...kinds, ...(mayBeAbsent || allowsNull ? nullKind : [])], values: literals };
}

function ofLengthOf({ kinds }: TypedExpression): PossibleValues | undefined {
  const haveLength = kinds.every((kind) => kind === "array" || kind === "string");
  return haveLength ? { kinds: ["number", "null"], values: undefined } : undefined;
}

const nullKind = ["null"] as const;

function kindOf(value: string | number | boolean): ValueKind {
  if (typeof value === "string") return "string";
  return typeof value === "number" ? "number" : "boolean";
}

type Kind = PossibleValues["kinds"][number];

/**
 * Whether the comparison can be true for some values. It compares as the generated code does: strings in simple
 * conditions are equal in any case, and a string that contains a number or a boolean equals it.
 * @param convertsTypes false if values of different types are never equal, as in JSONPath
 */
export function canHold(
  { operator, ignoresCase }: Pick<Comparison, "operator" | "ignoresCase">,
  left: PossibleValues,
  right: PossibleValues,
  convertsTypes = true,
): boolean {
  if (operator === "!=") return true;
  return left.kinds.some((kind) =>
    right.kinds.some((other) => {
      if (kind !== other && !convertsTypes) return false;
      const [a, b] = [valuesOfKind(left, kind), valuesOfKind(right, other)];
      if (operator === "==") return canBeEqual(kind, a, other, b, ignoresCase);
      if (kind === "number" && kind === other && a && b) return areOrdered(operator, a, b);
      if (isOrdered(kind) && isOrdered(other)) return canConvert(kind, a, other, b);
      return operator.endsWith("=") && canBeEqual(kind, a, other, b, ignoresCase);
    }),
  );
}

function areOrdered(operator: string, a: readonly Scalar[], b: readonly Scalar[]): boolean {
  const difference = (value: Scalar) => b.map((other) => Number(value) - Number(other));
  const isMeant = (each: number) =>
    (operator.endsWith("=") && each === 0) || (operator.startsWith("<") ? each < 0 : each > 0);
  return a.some((value) => difference(value).some(isMeant));
}

function isOrdered(kind: Kind): boolean {
  return kind === "string" || kind === "number";
}

type Values = readonly Scalar[] | undefined;

function canBeEqual(kind: Kind, a: Values, other: Kind, b: Values, ignoresCase: boolean): boolean {
  if (!a || !b) return canConvert(kind, a, other, b);
  return a.some((value) => b.some((another) => areEqual(value, another, ignoresCase)));
}

function areEqual(a: Scalar, b: Scalar, ignoresCase: boolean): boolean {
  if (typeof a === "number" || typeof b === "number") {
    return isNumeric(a) && isNumeric(b) && Number(a) === Number(b);
  }
  const areStrings = typeof a === "string" && typeof b === "string";
  if (areStrings && !ignoresCase) return a === b;
  return (a === null) === (b === null) && String(a).toLowerCase() === String(b).toLowerCase();
}

/** Whether values of both kinds can be compared: values of one kind, or strings that contain values of the other. */
function canConvert(kind: Kind, a: Values, other: Kind, b: Values): boolean {
  if (kind === other) return true;
  return (kind === "string" && hasTextOf(other, a)) || (other === "string" && hasTextOf(kind, b));
}

function hasTextOf(kind: Kind, texts: Values): boolean {
  if (kind === "number") return texts?.some(isNumeric) ?? true;
  const isBoolean = (text: Scalar) => /^(true|false)$/i.test(String(text));
  return kind === "boolean" && (texts?.some(isBoolean) ?? true);
}

function isNumeric(value: Scalar): boolean {
  return (
    typeof value === "number" ||
    (typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value)))
  );
}

function valuesOfKind({ values }: PossibleValues, kind: Kind): Values {
  return kind === "null" ? [null] : values?.filter((value) => typeof value === kind);
}
