import { nearestName } from "../../diagnostics/nearest-name.js";
import type { Comparison, Operand } from "../../model/linked.js";
import type { PossibleValues } from "./possible-values.js";

/** Describes why a comparison has always the same result, and how to write it. */
export function describeComparison(
  { left, operator, right }: Pick<Comparison, "left" | "operator" | "right">,
  ofLeft: PossibleValues,
  ofRight: PossibleValues,
) {
  const condition = `${textOf(left)} ${operator} ${textOf(right)}`;
  const [subject, of, other] =
    left.kind === "literal" ? [right, ofRight, left] : [left, ofLeft, right];
  const isStatus = subject.kind === "expression" && subject.expression.kind === "status-code";
  const possible = isStatus ? "a number from 100 to 599" : describeValues(of);
  const fix = isStatus ? "compare with a status, such as 200" : fixFor(of, other, operator);
  return { condition, subject: textOf(subject), possible, fix };
}

function textOf(operand: Operand): string {
  if (operand.kind === "literal") return literal(operand.value);
  return operand.expression.text;
}

/** As Arazzo writes literals, in single quotes. */
function literal(value: unknown): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

const mostValues = 8;

function describeValues({ kinds, values }: PossibleValues): string {
  const isListed = values && values.length <= mostValues && !values.includes(true);
  return isListed
    ? either(values.map(literal))
    : either(kinds.filter((kind) => kind !== "null").map(nameOfKind));
}

function fixFor({ kinds, values }: PossibleValues, other: Operand, operator: string): string {
  const texts = values?.filter((value) => typeof value === "string") ?? [];
  const given = other.kind === "literal" ? String(other.value) : "";
  const nearest = nearestName(given, texts);
  if (nearest !== undefined && /^[=!]=$/.test(operator)) return `did you mean ${literal(nearest)}?`;
  const isContainer = kinds.includes("array") || kinds.includes("object");
  if (isContainer) return "compare a value in it, or use a criterion of type jsonpath";
  if (other.kind === "expression") return "compare values that can be equal";
  return `compare with ${describeValues({ kinds, values })}`;
}

function nameOfKind(kind: string): string {
  if (kind === "boolean") return "true or false";
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function either(names: readonly string[]): string {
  const last = names.at(-1) ?? "nothing";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${last}` : last;
}
