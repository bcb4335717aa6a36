import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { child, type Located, placeOf } from "../source/located.js";
import { linkCondition } from "./link-condition.js";
import { linkExpression, type Scope } from "./link-expression.js";
import { linkJsonPathComparison } from "./link-jsonpath-comparison.js";
import type { LinkedCriterion, Operand } from "./linked.js";
import {
  ConditionError,
  type ParsedCondition,
  type ParsedOperand,
  parseCondition,
} from "./parse-condition.js";
import { FieldReader } from "./read-fields.js";

/** Reads a Criterion Object; undefined when something was reported. */
export function linkCriterion(
  at: Located,
  scope: Scope,
  diagnostics: Diagnostics,
): LinkedCriterion | undefined {
  const text = new FieldReader(at, "the criterion", diagnostics).requiredText("condition");
  if (text === undefined) return undefined;
  const type = child(at, "type")?.value ?? "simple";
  if (type !== "simple" && type !== "jsonpath") {
    const construct = `a criterion of type ${JSON.stringify(type)}`;
    diagnostics.report("unsupported", placeOf(child(at, "type") ?? at), { construct });
    return undefined;
  }
  const parsed = parse(text, at, diagnostics);
  const condition =
    parsed &&
    (type === "simple"
      ? linkCondition(parsed, true, (operand) => linkSimple(operand, at, scope, diagnostics))
      : linkJsonPathComparison(parsed, text, at, scope, diagnostics));
  return condition && { text, at, condition };
}

function parse(text: string, at: Located, diagnostics: Diagnostics): ParsedCondition | undefined {
  try {
    return parseCondition(text);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const place = placeOf(child(at, "condition") ?? at);
    const faulty = { ...place, start: Math.min(place.start + error.offset, place.end) };
    diagnostics.report("condition-syntax", faulty, { condition: text, problem: error.message });
    return undefined;
  }
}

function linkSimple(
  operand: ParsedOperand,
  at: Located,
  scope: Scope,
  diagnostics: Diagnostics,
): Operand | undefined {
  if (operand.kind === "literal") return operand;
  const condition = placeOf(child(at, "condition") ?? at);
  const place = { ...condition, start: condition.start + operand.offset };
  const expression = linkExpression(operand.text, place, scope, diagnostics);
  return expression && { kind: "expression", expression, ofLength: false };
}
