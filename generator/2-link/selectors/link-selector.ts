import type { Expression } from "../../model/linked.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, placeOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import { checkJsonPath } from "../criteria/check-jsonpath.js";
import { linkQueryContext } from "../criteria/query-context.js";
import { placeOfProblem } from "../criteria/query-parts.js";
import { readExpressionType } from "../criteria/read-expression-type.js";
import { FieldReader } from "../documents/read-fields.js";
import type { Scope } from "../workflows/scope.js";
import { selectorFields, selectorTypes } from "./selector-object.js";
import { singularPath } from "./singular-path.js";

interface Selector {
  readonly type: (typeof selectorTypes)[number];
  readonly context: Located;
  readonly text: string;
  readonly textAt: Located;
}

/**
 * Links a Selector Object. A selector of at most one value of JSON is the expression of its context with a longer pointer.
 * Faulty if an error has been reported.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#selector-object
 */
export function linkSelector(at: Located, scope: Scope): Expression {
  const selector = readSelector(at, scope);
  return (selector && link(selector, scope)) ?? { kind: "faulty", text: "", place: placeOf(at) };
}

function readSelector(at: Located, { diagnostics }: Scope): Selector | undefined {
  const fields = new FieldReader(at, "the Selector Object", diagnostics);
  fields.allow(selectorFields);
  const context = fields.requiredText("context");
  const text = fields.requiredText("selector");
  fields.require("type");
  const type = readExpressionType(at, "type", selectorTypes, diagnostics);
  const contextAt = child(at, "context");
  const textAt = child(at, "selector");
  if (context === undefined || text === undefined || !type || !contextAt || !textAt) {
    return undefined;
  }
  return { type, context: contextAt, text, textAt };
}

/** Undefined if an error was reported. */
function link(selector: Selector, scope: Scope): Expression | undefined {
  const { diagnostics } = scope;
  const { type, context, text, textAt } = selector;
  if (type === "jsonpointer") {
    const pointer = parseJsonPointer(text);
    if (pointer) return linkPath(pointer, selector, scope);
    reportPointer(selector, scope);
    linkQueryContext(context, scope);
    return undefined;
  }
  if (type === "jsonpath") {
    const problem = checkJsonPath(text);
    if (problem === undefined) {
      const path = singularPath(text);
      if (path) return linkPath(path, selector, scope);
    } else {
      const place = placeOfProblem(problem, textAt);
      diagnostics.report("jsonpath-syntax", place, { query: text, problem: problem.problem });
      linkQueryContext(context, scope);
      return undefined;
    }
  }
  const construct = `the selector ${text}`;
  diagnostics.report("unsupported", placeOf(textAt), { construct });
  return undefined;
}

function reportPointer({ text, textAt }: Selector, { diagnostics }: Scope): void {
  const tilde = /~(?![01])/.exec(text)?.index ?? 0;
  const [offset, problem] = text.startsWith("/")
    ? [tilde, "~ stands before 0 or 1"]
    : [0, "it starts with /"];
  const standard = text.startsWith("/")
    ? text.replace(/~(?![01])/g, "~0")
    : `/${text.replace(/^#\/?/, "")}`;
  const place = placeInText(textAt, offset, text.length - offset);
  const written = text.slice(offset);
  diagnostics.report("pointer-syntax", place, { pointer: text, written, problem, standard });
}

function linkPath(
  path: readonly string[],
  { context, text, textAt }: Selector,
  scope: Scope,
): Expression | undefined {
  const place = placeOf(textAt);
  // Of all inputs, the selector names one.
  const ofInputs = String(context.value) === "$inputs" ? place : undefined;
  const expression = linkQueryContext(context, scope).operandAt(path, text, ofInputs)?.expression;
  if (!expression || expression.kind === "faulty") return undefined;
  if ("pointer" in expression) {
    const end = expression.pointer.length;
    return { ...expression, selected: { place, start: end - path.length, end } };
  }
  if (expression.kind === "constant" && expression.value === undefined) return expression;
  const problem = "a selector needs an object or an array, or XML";
  scope.diagnostics.report("expression-misplaced", placeOf(context), {
    expression: expression.text,
    problem,
  });
  return undefined;
}
