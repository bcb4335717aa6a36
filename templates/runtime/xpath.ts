/**
 * XPath expressions for strings that contain XML. All expressions are evaluated as XPath 3.1, which differs
 * from 1.0: a string is never compared with a number (`string(@count) > 2` fails, `@count > 2` does not), a
 * function of one node does not accept several, and there is no axis `namespace::`.
 *
 * @see https://www.w3.org/TR/xpath-31/
 */

import fontoxpath from "fontoxpath";
import { type Document, parseXmlDocument } from "slimdom";
import { absentValue, type Filled, failCriterion, writtenWith } from "./criterion.js";
import type { Step } from "./run.js";

/** An expression with variables for its values. */
interface FilledExpression {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Whether an expression is true for an XML document, by its effective boolean value. It is false for a value that is not
 * XML, and if the evaluation fails; both are reported to `onStep`. Names, with or without a prefix, are in the namespaces
 * that the root element declares.
 */
export function holdsInXml(
  step: Step,
  value: unknown,
  expression: string | Filled<FilledExpression>,
): boolean {
  const filled =
    typeof expression === "string"
      ? { written: expression, condition: { text: expression, variables: {} } }
      : expression;
  const fail = (problem: string) => failCriterion(step, filled.written, problem);
  if ("problem" in filled) return fail(filled.problem);
  if (value === undefined || value === null) return fail("the context has no value");
  const document = typeof value === "string" ? parse(value) : undefined;
  if (!document) return fail("the context is not XML");
  const { text, variables } = filled.condition;
  try {
    return fontoxpath.evaluateXPathToBoolean(text, document, null, variables);
  } catch (error) {
    // The message can contain values of the document.
    const [code = ""] = /^[A-Z]{4}\d{4}/.exec(error instanceof Error ? error.message : "") ?? [];
    return fail(code === "" ? "the evaluation failed" : `the evaluation failed: ${code}`);
  }
}

/** The string that an expression is for an XML document. `undefined` if the value is not XML, or if the evaluation fails. */
export function textInXml(value: unknown, expression: Expression): string | undefined {
  return evaluate(value, expression, fontoxpath.evaluateXPathToString);
}

/** As `textInXml`, for a number. `undefined` also if the result is not a number. */
export function numberInXml(value: unknown, expression: Expression): number | undefined {
  const number = evaluate(value, expression, fontoxpath.evaluateXPathToNumber);
  return number === undefined || Number.isNaN(number) ? undefined : number;
}

/** As `textInXml`, for a boolean. */
export function booleanInXml(value: unknown, expression: Expression): boolean | undefined {
  return evaluate(value, expression, fontoxpath.evaluateXPathToBoolean);
}

/** The texts of all nodes that an expression selects, in their order. Empty where `textInXml` is `undefined`. */
export function textsInXml(value: unknown, expression: Expression): string[] {
  return evaluate(value, expression, fontoxpath.evaluateXPathToStrings) ?? [];
}

/** The text of the node that an expression selects. `undefined` if it selects none, or several. */
export function onlyTextInXml(value: unknown, expression: Expression): string | undefined {
  const [only, ...others] = textsInXml(value, expression);
  return others.length === 0 ? only : undefined;
}

type Expression = string | Filled<FilledExpression>;

type Evaluate<Result> = (
  text: string,
  document: Document,
  domFacade: null,
  variables: FilledExpression["variables"],
) => Result;

function evaluate<Result>(
  value: unknown,
  expression: Expression,
  evaluateXPath: Evaluate<Result>,
): Result | undefined {
  const filled =
    typeof expression === "string"
      ? { condition: { text: expression, variables: {} } }
      : expression;
  const document = typeof value === "string" ? parse(value) : undefined;
  if ("problem" in filled || !document) return undefined;
  const { text, variables } = filled.condition;
  try {
    return evaluateXPath(text, document, null, variables);
  } catch {
    return undefined;
  }
}

function parse(xml: string): Document | undefined {
  try {
    return parseXmlDocument(xml);
  } catch {
    return undefined;
  }
}

/** A template of an expression in which each value is a variable. */
export function xpathWith(
  strings: TemplateStringsArray,
  ...values: readonly unknown[]
): Filled<FilledExpression> {
  const written = writtenWith(strings);
  if (values.includes(undefined)) return { written, problem: absentValue };
  if (values.some((value) => typeof value === "object" && value !== null)) {
    return { written, problem: "an object or array cannot be compared with XML" };
  }
  // No document declares a variable with such a name.
  const text = strings.reduce((start, string, index) => `${start}$arazzo.${index - 1}${string}`);
  const variables = values.map((value, index) => [`arazzo.${index}`, typed(value)] as const);
  return { written, condition: { text, variables: Object.fromEntries(variables) } };
}

/** An integer is of the type `xs:integer`, like its literal. Other numbers are of the type `xs:double`. */
function typed(value: unknown): unknown {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return value;
  return fontoxpath.createTypedValueFactory("xs:integer")(value, fontoxpath.domFacade);
}
