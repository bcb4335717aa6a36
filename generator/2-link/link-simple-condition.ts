import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { placeOf } from "../source/located.js";
import { placeInText } from "../source/place-in-text.js";
import { linkCondition } from "./link-condition.js";
import type { CriterionText } from "./link-criterion.js";
import { linkExpression } from "./link-expression.js";
import { linkJsonPath } from "./link-jsonpath.js";
import type { Condition, Operand } from "./linked.js";
import { type ParsedOperand, parseCondition } from "./parse-condition.js";
import type { Scope } from "./scope.js";
import { ConditionError } from "./tokenize-condition.js";

/** Reads a condition of type simple. Its context has no meaning, unless it is a query in disguise. */
export function linkSimpleCondition(
  criterion: CriterionText,
  scope: Scope,
  diagnostics: Diagnostics,
): Condition | undefined {
  const { text, conditionAt, context } = criterion;
  if (context && /^[\s(!]*\$(?:[.[]|\s|$)/.test(text)) {
    diagnostics.report("condition-deviation", placeOf(conditionAt), {
      condition: text,
      problem: "it has a context and is read as a criterion of type jsonpath",
      standard: "type: jsonpath",
    });
    return linkJsonPath({ ...criterion, context }, scope, diagnostics);
  }
  if (context) diagnostics.report("context-ignored", placeOf(context), {});
  const parsed = parse(criterion, diagnostics);
  return (
    parsed &&
    linkCondition(parsed, {
      ignoresCase: true,
      bindOperand: (operand) => bindOperand(operand, criterion, scope, diagnostics),
    })
  );
}

function parse({ text, conditionAt }: CriterionText, diagnostics: Diagnostics) {
  try {
    const { condition, deviations } = parseCondition(text);
    for (const { offset, length, problem, standard } of deviations) {
      const place = placeInText(conditionAt, offset, length);
      diagnostics.report("condition-deviation", place, { condition: text, problem, standard });
    }
    return condition;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const { message: problem, offset } = error;
    const place = placeInText(conditionAt, offset, Math.max(1, text.length - offset));
    diagnostics.report("condition-syntax", place, { condition: text, problem });
    return undefined;
  }
}

/** What can stand before `.length` for it to be asked of a value, and not to be a name itself. */
const measurable =
  /^\$(?:(?:request|response)\.body|(?:inputs|outputs)\.|(?:steps|workflows)\..*(?:in|out)puts\.)/s;

function bindOperand(
  operand: ParsedOperand,
  { text, conditionAt }: CriterionText,
  scope: Scope,
  diagnostics: Diagnostics,
): Operand | undefined {
  if (operand.kind === "literal") return operand;
  const measured = operand.text.replace(/\.(?:length|size)(?:\(\))?$/, "");
  const ofLength = measured !== operand.text && measurable.test(measured);
  const expressionText = ofLength ? measured : operand.text;
  const place = placeInText(conditionAt, operand.offset, expressionText.length);
  const expression = linkExpression(expressionText, place, scope, diagnostics);
  if (ofLength && expression) {
    diagnostics.report("condition-deviation", place, {
      condition: text,
      problem: "the standard's simple conditions know no length of a value",
      standard: "a criterion of type jsonpath, such as $[?length(@.items) > 0]",
    });
  }
  return expression && { kind: "expression", expression, ofLength };
}
