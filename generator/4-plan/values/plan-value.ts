import { findTemplate } from "../../model/find-template.js";
import type { Expression, Template } from "../../model/linked.js";
import type { PlannedEntry, PlannedTextPart, PlannedValue } from "../../model/planned-values.js";
import { isUnknown } from "../../model/type-node.js";
import type { Absence, Hole } from "../../model/typed.js";
import { keyPlaceOf, type Located, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { absenceOf, writesNull } from "./absence.js";
import { calledOutput, endsWithOutput } from "./called-output.js";
import { implicitParameter } from "./implicit-parameter.js";
import { readExpression } from "./read-expression.js";
import { typeOf, type ValueScope } from "./value-scope.js";

/** A value of the document, with the name of its property in the code. */
export interface NamedTemplate {
  readonly name: string | Expression;
  readonly at: Located;
  readonly value: Template;
}

/** Plans the value of an expression outside of requests, such as an output. */
export function planExpression(
  expression: Expression,
  scope: ValueScope,
): PlannedValue | undefined {
  const { place } = expression;
  switch (expression.kind) {
    case "constant":
      return { kind: "literal", value: expression.value, place };
    case "call-output":
    case "workflow-output":
      return planCalled(expression, scope);
    case "request-parameter":
    case "request-body": {
      const template = scope.step && findTemplate(expression, scope.step);
      // A value that the request omits must not be converted.
      if (template?.kind === "expression" && leftOutWhen(template, scope)) {
        return planExpression(template.expression, scope);
      }
      if (template) return planTemplate(template, scope);
      const implicit = scope.step && implicitParameter(expression, scope.step);
      return implicit
        ? { kind: "literal", value: implicit.value, place }
        : readExpression(expression, scope);
    }
    case "response-body":
      return planBody(expression, scope);
    default:
      return readExpression(expression, scope);
  }
}

/** If only some successful responses have the value, it is read only from these responses. */
function planBody(expression: Expression, scope: ValueScope): PlannedValue | undefined {
  const value = readExpression(expression, scope);
  const statuses = typeOf(expression, scope)?.statuses;
  if (!value || !statuses) return value;
  const { variable: response, place } = value;
  return { kind: "if-status", response, statuses, value, place };
}

/** Plans an output of another workflow, which may have ended without the output. */
function planCalled(expression: Expression, scope: ValueScope): PlannedValue | undefined {
  const value = readExpression(expression, scope);
  const called = calledOutput(expression, scope);
  const ends = called && endsWithOutput(called);
  if (!value || !called || ends === "all") return value;
  const { path, place } = value;
  if (ends === "none") return { kind: "literal", value: undefined, place };
  const outputs = path.findIndex(({ key }) => key === "outputs") + 1;
  const owner = { ...value, path: path.slice(0, outputs), unknownPath: [] };
  return { kind: "if-given", owner, key: called.output, value, place };
}

/** Plans a value of a payload or parameter. */
export function planTemplate(template: Template, scope: ValueScope): PlannedValue | undefined {
  const place = placeOf(template.at);
  switch (template.kind) {
    case "literal":
      return { kind: "literal", value: template.value, place };
    case "object": {
      const entries = template.entries.map((entry) => ({ ...entry, at: entry.value.at }));
      return { kind: "object", entries: planEntries(entries, scope), place };
    }
    case "array": {
      const items = template.items.flatMap((item) => planTemplate(item, scope) ?? []);
      return { kind: "array", items, place };
    }
    case "text": {
      const parts = template.parts.flatMap((part) => planParts(part, scope));
      return { kind: "text", parts, place };
    }
    case "expression":
      return planHole(template, scope);
    case "changed":
      return planChanged(template, scope);
  }
}

/** Plans a copy of a value in which other values are set. */
function planChanged(
  { base: expression, entries, target, at }: Extract<Template, { kind: "changed" }>,
  scope: ValueScope,
): PlannedValue | undefined {
  const place = placeOf(at);
  const base = readExpression(expression, scope);
  const type = typeOf(expression, scope);
  if (!base || !type) return undefined;
  const named = entries.map((entry) => ({ ...entry, at: entry.value.at }));
  if (type.kind === "object") {
    return { kind: "object", base, entries: planEntries(named, scope), place };
  }
  if (type.kind === "array") {
    const { undefined: isUnset, null: isNull } = absenceOf(expression, scope);
    const elements = entries.flatMap(({ name, value }) => {
      if (!/^(?:0|[1-9]\d*|-)$/.test(name)) {
        const problem = `${expression.text} is an array, which has no element ${name}`;
        const { text, place } = target;
        scope.diagnostics.report("replacement-target", place, { target: text, problem });
        return [];
      }
      const planned = planTemplate(value, scope);
      return planned ? [{ index: Number(name), value: planned }] : [];
    });
    const replaced = elements.filter(({ index }) => index >= 0).sort((a, b) => a.index - b.index);
    const added = elements.flatMap(({ index, value }) => (index >= 0 ? [] : [value]));
    return {
      kind: "changed-array",
      base,
      isBaseOptional: isUnset || isNull,
      replaced,
      added,
      place,
    };
  }
  if (type.kind !== "unknown") {
    const problem = `${expression.text} is a ${type.kind}`;
    const { text, place } = target;
    scope.diagnostics.report("replacement-target", place, { target: text, problem });
    return base;
  }
  const members = { kind: "object", entries: planEntries(named, scope), place } as const;
  return { kind: "changed-unknown", step: stepVariable(scope), base, members, place };
}

export function stepVariable({ names, step }: ValueScope): string {
  return names.steps.get(step?.stepId ?? "") ?? "undefined";
}

export function planEntries(
  entries: readonly NamedTemplate[],
  scope: ValueScope,
): readonly PlannedEntry[] {
  return entries.flatMap(({ name: given, at, value: template }): PlannedEntry[] => {
    const name = planPart(given, scope);
    const value = planTemplate(template, scope);
    if (name === undefined || !value) return [];
    const isNothing = value.kind === "literal" && value.value === undefined;
    if (isNothing && scope.typed.holes.get(template)?.mayBeOmitted) return [];
    return [
      { name, namePlace: keyPlaceOf(at), value, isLeftOutWhen: leftOutWhen(template, scope) },
    ];
  });
}

function planHole(
  template: Template & { readonly kind: "expression" },
  scope: ValueScope,
): PlannedValue | undefined {
  const { expression } = template;
  const place = placeOf(template.at);
  const hole = scope.typed.holes.get(template);
  if (expression.kind === "constant") {
    const { value } = expression;
    const isText = template.isEmbedded && isSentAsText(typeof value, hole, expression);
    return { kind: "literal", value: isText ? String(value) : value, place };
  }
  // An action passes values of the request and the result of its step, too.
  if (isSent(expression) || expression.kind === "call-output") {
    return planExpression(expression, scope);
  }
  const value = readExpression(expression, scope);
  const type = typeOf(expression, scope);
  if (!value || !type || !hole) return value;
  if (template.isEmbedded && isSentAsText(type.kind, hole, expression)) return asText(value, place);
  if (writesNull(template, scope) && absenceOf(expression, scope).null) return asText(value, place);
  if (expression.kind === "xml-result" && type.mayBeAbsent && hole.kinds.includes(type.kind)) {
    // TypeScript does not know the result of a call to be present.
    return { kind: "checked", value, kinds: [type.kind], step: stepVariable(scope), place };
  }
  const isUntyped = type.kind === "unknown" && isUnknown(type.type);
  if (!isUntyped || hole.kinds.length === 0) return value;
  const step = stepVariable(scope);
  const checked = { kind: "checked", value, kinds: hole.kinds, step, place } as const;
  // The type of an untyped input is narrowed to a string.
  const isText = template.isEmbedded && hole.isText && expression.kind !== "input";
  if (isText && expression.becomesJson) return asText(value, place);
  return isText ? asText({ ...checked, kinds: ["string", "number", "boolean"] }, place) : checked;
}

/** Whether the expression reads the request of its step. */
function isSent({ kind }: Expression): boolean {
  return kind === "request-parameter" || kind === "request-body";
}

function asText(value: PlannedTextPart["value"], place: Place): PlannedValue {
  return { kind: "text", parts: [{ value, isText: false, within: undefined }], place };
}

/** Whether a value in braces becomes a string: a string is allowed in its place, or anything is. */
function isSentAsText(kind: string, hole: Hole | undefined, { becomesJson }: Expression): boolean {
  const converted = ["number", "boolean", ...(becomesJson ? ["object", "array"] : [])];
  if (!hole || !converted.includes(kind)) return false;
  const { kinds, isParameter } = hole;
  if (isParameter) return kinds.includes("string") && !kinds.some((each) => each === kind);
  return kinds.length === 0 || kinds.includes("string");
}

/** Plans a part of a string. A value of the request is a string with parts if it is one there. */
function planParts(
  part: string | Expression,
  scope: ValueScope,
): readonly (string | PlannedTextPart)[] {
  if (typeof part === "string" || !isSent(part)) {
    const planned = planPart(part, scope);
    return planned === undefined ? [] : [planned];
  }
  const sent = planExpression(part, scope);
  switch (sent?.kind) {
    case "text":
      return sent.parts;
    case "literal":
      return [String(sent.value)];
    case "read":
    case "checked":
      return [{ value: sent, isText: typeOf(part, scope)?.kind === "string", within: part.within }];
    default: {
      const construct = `the expression ${part.text} in a string`;
      scope.diagnostics.report("unsupported", part.place, { construct });
      return [];
    }
  }
}

/** Plans a part of a string, or the name of a property. */
function planPart(
  part: string | Expression,
  scope: ValueScope,
): PlannedTextPart | string | undefined {
  if (typeof part === "string") return part;
  if (part.kind === "constant") return String(part.value);
  const value = readExpression(part, scope);
  const isText = typeOf(part, scope)?.kind === "string";
  return value && { value, isText, within: part.within };
}

/** Set if the value is omitted when it is absent. */
export function leftOutWhen(template: Template, scope: ValueScope): Absence | undefined {
  const hole = scope.typed.holes.get(template);
  if (template.kind !== "expression" || !hole?.mayBeOmitted) return undefined;
  const absence = absenceOf(template.expression, scope);
  const keepsNull = hole.allowsNull || writesNull(template, scope);
  const isLeftOut = { undefined: absence.undefined, null: absence.null && !keepsNull };
  return isLeftOut.undefined || isLeftOut.null ? isLeftOut : undefined;
}
