import type { Expression } from "../../model/linked.js";
import { isXml } from "../../model/media-types.js";
import { sampleJsonPath } from "../../model/sample-query.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, placeOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import { checkJsonPath } from "../criteria/check-jsonpath.js";
import { linkXPathQuery, withVariables } from "../criteria/link-xpath.js";
import { linkQueryContext } from "../criteria/query-context.js";
import { linkQueryParts, placeOfProblem } from "../criteria/query-parts.js";
import { readExpressionType } from "../criteria/read-expression-type.js";
import { type SplitQuery, splitQuery } from "../criteria/split-query.js";
import { FieldReader } from "../documents/read-fields.js";
import type { Scope } from "../workflows/scope.js";
import { selectorFields, selectorTypes } from "./selector-object.js";
import { singularPath, splitPath } from "./singular-path.js";
import { xpathResult } from "./xpath-result.js";

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
    const query = splitQuery(text, "jsonpath");
    const problem = checkJsonPath(sampleJsonPath(query));
    if (problem !== undefined) {
      const place = placeOfProblem(problem, textAt, query);
      diagnostics.report("jsonpath-syntax", place, { query: text, problem: problem.problem });
      linkQueryContext(context, scope);
      return undefined;
    }
    const path = query.length === 1 ? singularPath(text) : undefined;
    return path ? linkPath(path, selector, scope) : linkNodes(query, selector, scope);
  }
  return linkXml(selector, scope);
}

/** Every version of XPath is read as version 3.1. */
function linkXml(selector: Selector, scope: Scope): Expression | undefined {
  const query = linkXPathQuery(selector.textAt, selector.text, scope);
  const context = linkPath([], selector, scope);
  if (!query || !context) return undefined;
  return {
    kind: "xml-result",
    context: textOfBody(context, scope) ?? context,
    query,
    result: xpathResult(withVariables(query)),
    ...{ text: nameOf(selector), place: placeOf(selector.textAt) },
  };
}

/** The selector in messages at run time. */
function nameOf({ text, context }: Selector): string {
  return `${text} in ${String(context.value)}`;
}

/** For an output that is a whole body of XML, an output that is its text. */
function textOfBody(output: Expression, { steps, stepIndexes }: Scope): Expression | undefined {
  if (output.kind !== "step-output" || output.pointer.length > 0) return undefined;
  const { stepId, name } = output;
  const step = steps[stepIndexes.get(stepId) ?? -1];
  const value = child(step?.at, "outputs", name);
  if (!value || !/^\{?\$response\.body\}?$/.test(String(value.value))) return undefined;
  const responses = step?.target.kind === "operation" ? step.target.operation.responses : undefined;
  const types = [...(responses?.values() ?? [])].flatMap(({ content }) => [...content.keys()]);
  if (!types.some(isXml)) return undefined;
  const body = { kind: "response-text", text: "$response.body", place: placeOf(value) } as const;
  const implied = { name: `${name} text`, at: value, expression: body };
  return { ...output, name: implied.name, implied };
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

function linkNodes(split: SplitQuery, selector: Selector, scope: Scope): Expression | undefined {
  const { path, rest } = splitPath(split);
  const query = linkQueryParts(rest, selector.textAt, scope);
  const context = linkPath(path, selector, scope);
  if (!context) return undefined;
  const place = placeOf(selector.textAt);
  return { kind: "json-nodes", context, query, text: nameOf(selector), place };
}

/** Links the part of the context at a path; undefined if an error was reported. */
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
