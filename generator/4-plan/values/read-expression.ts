import { isXmlBody } from "../../model/is-xml-body.js";
import type { Expression, LinkedQuery } from "../../model/linked.js";
import type { PlannedRead, PlannedSelection } from "../../model/planned-values.js";
import { prerequisitesOf } from "../../model/step-prerequisites.js";
import { keyword, type TypeNode } from "../../model/type-node.js";
import type { PropertyAccess } from "../../model/typed.js";
import { rulesOf } from "../../model/versions.js";
import { workflowKey } from "../../model/workflow-key.js";
import type { XmlResult } from "../../model/xml-result.js";
import { absencesAlong } from "../presence/known-path.js";
import { isAvailable, isLeftOut, pathOf } from "./absence.js";
import { accessTo } from "./read-variable.js";
import { typeOf, type ValueScope } from "./value-scope.js";

/** Plans the read of an expression; undefined if an error was reported. */
export function readExpression(expression: Expression, scope: ValueScope): PlannedRead | undefined {
  const { typed: workflow, names, diagnostics } = scope;
  const typed = typeOf(expression, scope);
  if (expression.kind === "json-nodes" || expression.kind === "xml-result") {
    return readSelection(expression, scope);
  }
  const root = rootOf(expression, scope);
  if (!typed || !root) return undefined;
  const { isFlowKnown } = workflow.workflow;
  if (isFlowKnown && expression.kind === "step-output" && !isAvailable(expression, scope)) {
    const { stepId, name } = expression;
    const dependent = mayDependOn(stepId, scope) ? scope.step?.stepId : undefined;
    diagnostics.report("output-not-available", expression.place, { stepId, name, dependent });
  }
  const { text, place } = expression;
  const hasDefault = expression.kind === "input" && names.defaults.has(expression.name);
  // The variable of an input with a default contains the input itself.
  const start = hasDefault ? 1 : 0;
  const isTyped = typed.path.length > 0;
  return {
    kind: "read",
    variable: root.variable,
    path: [...root.path, ...accessesTo(expression, scope).slice(start)],
    unknownPath: isTyped ? typed.unknownPath : typed.unknownPath.slice(start),
    expression: text,
    place,
    ...(expression.kind === "response-text" && { isXmlText: true }),
  };
}

/** Reads what a Selector Object selects. */
function readSelection(
  expression: Expression & { readonly kind: "json-nodes" | "xml-result" },
  scope: ValueScope,
): PlannedRead | undefined {
  const { context, query: linked, text, place } = expression;
  const value = readExpression(context, scope);
  const type = typeOf(expression, scope)?.type;
  if (!value || !type) return undefined;
  const query = readQuery(linked, scope);
  if (expression.kind === "json-nodes") {
    const element = type.kind === "array" ? type.element : keyword("unknown");
    return {
      ...value,
      selection: { kind: "nodes", query, type: element },
      expression: text,
      place,
    };
  }
  const isOfText = isXmlBody(context, scope.step, scope.typed.apis);
  const selection = { kind: resultOf(expression.result, type), query } as const;
  return { ...value, selection, ...(isOfText && { isXmlText: true }), expression: text, place };
}

/** Where a string is expected, the texts of nodes are the text of the only one. */
function resultOf(result: XmlResult, type: TypeNode): XmlResult | "only-text" {
  return result === "texts" && type.kind !== "array" ? "only-text" : result;
}

/** Reads the values in a query. Those with a reported error are omitted. */
function readQuery(query: LinkedQuery, scope: ValueScope): PlannedSelection["query"] {
  const readPart = (part: string | Expression) => {
    if (typeof part === "string") return part;
    if (part.kind !== "constant") return readExpression(part, scope) ?? [];
    return { kind: "literal", value: part.value, place: part.place } as const;
  };
  return query.flatMap((part): PlannedSelection["query"] => {
    if (typeof part === "string" || part.kind !== "text") return [readPart(part)].flat();
    const parts = part.parts.flatMap(readPart);
    const [only, ...others] = part.parts;
    const isString = typeof only === "object" && typeOf(only, scope)?.kind === "string";
    // A string is its own text.
    return isString && others.length === 0 ? parts : [{ kind: "query-text", parts }];
  });
}

/** Whether the step can wait for a later step, which needs none of its outputs. */
function mayDependOn(stepId: string, { step, typed: { workflow } }: ValueScope): boolean {
  if (!step || !rulesOf(step.at.document).hasLaterFields) return false;
  const steps = new Map(workflow.steps.map((each) => [each.stepId, each]));
  const ids = [...steps.keys()];
  const needed = new Set([stepId]);
  for (const each of needed) {
    const other = steps.get(each);
    for (const { stepId: next } of other ? prerequisitesOf(other) : []) needed.add(next);
  }
  return ids.indexOf(stepId) > ids.indexOf(step.stepId) && !needed.has(step.stepId);
}

/** The variable that an expression is read from, and the properties before the path of the expression. */
function rootOf(
  expression: Expression,
  { names, step, workflowNames, diagnostics }: ValueScope,
): Pick<PlannedRead, "variable" | "path"> | undefined {
  const response = step && names.responses.get(step.stepId);
  const inResponse = (...path: readonly PropertyAccess[]) =>
    response === undefined ? undefined : { variable: response, path };
  switch (expression.kind) {
    case "input":
      return { variable: names.defaults.get(expression.name) ?? names.inputs, path: [] };
    case "status-code":
      return inResponse(accessTo("status"));
    case "url":
      return inResponse(accessTo("url"));
    case "response-body":
      return inResponse(accessTo("body"));
    case "response-text":
      return inResponse();
    case "response-header": {
      const header = { ...accessTo(expression.name.toLowerCase()), isBracketed: true };
      return inResponse(accessTo("headers"), header);
    }
    case "call-output":
      return inResponse(accessTo("outputs"), accessTo(expression.name));
    case "step-output": {
      const variable = names.outputs.get(expression.stepId)?.get(expression.name);
      return variable === undefined ? undefined : { variable, path: [] };
    }
    case "workflow-output":
    case "workflow-input": {
      const key = workflowKey(expression.workflow);
      const dependency = workflowNames.get(key);
      if (!dependency) return undefined;
      const field = expression.kind === "workflow-output" ? "outputs" : "inputs";
      const latest = names.results.get(key);
      if (latest !== undefined) {
        return { variable: latest, path: [field, expression.name].map(accessTo) };
      }
      const path = ["completed", dependency.functionName, field, expression.name];
      return { variable: names.options, path: path.map(accessTo) };
    }
    case "faulty":
      return { variable: "faulty", path: [] };
    default: {
      // What the step calls is unknown, which was reported.
      if (step?.call.kind === "workflow" && step.call.workflow.workflowId === "") return undefined;
      const construct = `the expression ${expression.text} here`;
      diagnostics.report("unsupported", expression.place, { construct });
      return undefined;
    }
  }
}

/**
 * The properties on the path of the expression. Those of values that are known to be present are not optional, unless
 * only some statuses have them: no condition tells TypeScript that these values are present.
 */
function accessesTo(expression: Expression, scope: ValueScope): readonly PropertyAccess[] {
  const typed = typeOf(expression, scope);
  const known = pathOf(expression, scope);
  if (!typed) return [];
  if (!known || typed.statuses) {
    const [first, ...others] = typed.path;
    const isOptional = isLeftOut(expression, scope);
    return first && isOptional ? [{ ...first, isOptional }, ...others] : typed.path;
  }
  const absences = absencesAlong(known, scope.facts.present);
  // The path of an input begins with its name.
  const start = expression.kind === "input" ? 1 : 0;
  return typed.path.map((access, index) => {
    const before = absences[index - start];
    return before ? { ...access, isOptional: before.undefined || before.null } : access;
  });
}
