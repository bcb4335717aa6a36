import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Expression, LinkedStep, Template } from "../../model/linked.js";
import type { Assertion } from "../../model/planned.js";
import type {
  Absence,
  PlannedEntry,
  PlannedRead,
  PlannedTextPart,
  PlannedValue,
} from "../../model/planned-values.js";
import { isUnknown } from "../../model/type-node.js";
import type { TypedExpression, TypedWorkflow } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { keyPlaceOf, type Located, placeOf } from "../../source/located.js";
import { type FlowFacts, valueKey } from "../flow/flow-facts.js";
import type { CallableWorkflow } from "../steps/plan-end.js";
import type { LocalNames } from "../variables/choose-local-names.js";
import { calledFor, endsThatGive, isPresentInAll } from "./called-output.js";
import { findTemplate, sentByItself } from "./find-template.js";
import { pathInResponse } from "./path-in-response.js";
import { accessTo } from "./read-variable.js";
import { reasonOfAbsence } from "./reason-of-absence.js";

const never: Absence = { undefined: false, null: false };

/** What the values of one workflow have in common. */
export interface ValueContext {
  readonly typed: TypedWorkflow;
  readonly names: LocalNames;
  /** The workflows that this one can run, by `workflowKey`. */
  readonly workflowNames: ReadonlyMap<string, CallableWorkflow>;
  readonly diagnostics: Diagnostics;
}

/** A value of the document under the name that it gets in the code. */
export interface NamedTemplate {
  readonly name: string | Expression;
  readonly at: Located;
  readonly value: Template;
}

/** Plans the values that stand at one point of a workflow. */
export class ValuePlanner {
  readonly #typed: TypedWorkflow;
  readonly #names: LocalNames;
  readonly #workflows: ReadonlyMap<string, CallableWorkflow>;
  readonly #facts: FlowFacts;
  readonly #step: LinkedStep | undefined;
  readonly #diagnostics: Diagnostics;
  /** What must be made sure of before the values can be used. */
  readonly assertions: Assertion[] = [];

  /** `step` is the one that the values belong to, and whose response `$response` means. */
  constructor(context: ValueContext, facts: FlowFacts, step: LinkedStep | undefined) {
    this.#typed = context.typed;
    this.#names = context.names;
    this.#workflows = context.workflowNames;
    this.#facts = facts;
    this.#step = step;
    this.#diagnostics = context.diagnostics;
  }

  typeOf(expression: Expression): TypedExpression | undefined {
    return this.#typed.expressions.get(expression);
  }

  /** Whether the expression can have a value at this point. */
  isAvailable(expression: Expression): boolean {
    if (expression.kind !== "step-output") return true;
    return this.#facts.mayHaveRun.has(expression.stepId);
  }

  /** Whether the value can be `undefined` or `null` at this point. */
  absenceOf(expression: Expression): Absence {
    const typed = this.typeOf(expression);
    const key = valueKey(expression);
    if (expression.kind === "input" && this.#names.defaults.has(expression.name)) {
      if (expression.pointer.length === 0) return never;
    }
    if (!typed || (key !== undefined && this.#facts.present.has(key))) return never;
    const isAsserted = this.assertions.some(({ value }) => value.expression === expression.text);
    if (isAsserted) return never;
    const isUnset = expression.kind === "step-output" && !this.#facts.hasRun.has(expression.stepId);
    const isLeftOut = isUnset || this.#isLeftOutBySomeEnd(expression);
    return { undefined: typed.mayBeAbsent || isLeftOut, null: typed.allowsNull };
  }

  /** Whether the workflow that gives the value can end without it. */
  #isLeftOutBySomeEnd(expression: Expression): boolean {
    const called = calledFor(expression, this.#step, this.#typed, this.#workflows);
    return called !== undefined && !isPresentInAll(called.workflow, called.output);
  }

  /** How an expression is read. What `$request` means is what the step was sent. */
  read(expression: Expression): PlannedRead | undefined {
    const typed = this.typeOf(expression);
    const root = this.#rootOf(expression);
    if (!typed || !root) return undefined;
    const { isFlowKnown } = this.#typed.workflow;
    if (isFlowKnown && !this.isAvailable(expression) && expression.kind === "step-output") {
      const { stepId, name } = expression;
      this.#diagnostics.report("output-not-available", expression.place, { stepId, name });
    }
    const { variable, path } = root;
    const { text, place } = expression;
    const hasDefault = expression.kind === "input" && this.#names.defaults.has(expression.name);
    // The variable of an input that has a default is the input itself.
    const start = hasDefault ? 1 : 0;
    const isTyped = typed.path.length > 0;
    return {
      kind: "read",
      variable,
      path: [...path, ...typed.path.slice(start)],
      unknownPath: isTyped ? typed.unknownPath : typed.unknownPath.slice(start),
      expression: text,
      place,
    };
  }

  /** The value of an expression that is not sent anywhere, such as an output. */
  planExpression(expression: Expression): PlannedValue | undefined {
    const { place } = expression;
    switch (expression.kind) {
      case "constant":
        return { kind: "literal", value: expression.value, place };
      case "call-output":
      case "workflow-output":
        return this.#planCalled(expression);
      case "request-parameter":
      case "request-body": {
        const template = this.#step && findTemplate(expression, this.#step);
        if (template) return this.plan(template);
        const header = this.#step && sentByItself(expression, this.#step);
        return header ? { kind: "literal", value: header.value, place } : this.read(expression);
      }
      case "response-body":
        return this.#planBody(expression);
      default:
        return this.read(expression);
    }
  }

  /** What not every response of a success has is read of those that do. */
  #planBody(expression: Expression): PlannedValue | undefined {
    const value = this.read(expression);
    const statuses = this.typeOf(expression)?.statuses;
    if (!value || !statuses) return value;
    const { variable: response, place } = value;
    return { kind: "if-status", response, statuses, value, place };
  }

  /** Plans a value of a payload or parameter. */
  plan(template: Template): PlannedValue | undefined {
    const place = placeOf(template.at);
    switch (template.kind) {
      case "literal":
        return { kind: "literal", value: template.value, place };
      case "object": {
        const entries = template.entries.map((entry) => ({ ...entry, at: entry.value.at }));
        return { kind: "object", entries: this.planEntries(entries), place };
      }
      case "array": {
        const items = template.items.flatMap((item) => this.plan(item) ?? []);
        return { kind: "array", items, place };
      }
      case "text": {
        const parts = template.parts.flatMap((part) =>
          typeof part === "string" ? part : (this.#planTextPart(part) ?? []),
        );
        return { kind: "text", parts, place };
      }
      case "expression":
        return this.#planHole(template, place);
    }
  }

  planEntries(entries: readonly NamedTemplate[]): readonly PlannedEntry[] {
    return entries.flatMap(({ name: given, at, value: template }): PlannedEntry[] => {
      const name = typeof given === "string" ? given : this.#planTextPart(given);
      const value = this.plan(template);
      if (name === undefined || !value) return [];
      const isNothing = value.kind === "literal" && value.value === undefined;
      if (isNothing && this.#typed.holes.get(template)?.mayBeOmitted) return [];
      return [
        { name, namePlace: keyPlaceOf(at), value, isLeftOutWhen: this.#leftOutWhen(template) },
      ];
    });
  }

  #planHole(
    template: Template & { readonly kind: "expression" },
    place: PlannedValue["place"],
  ): PlannedValue | undefined {
    const { expression } = template;
    if (expression.kind === "constant") return { kind: "literal", value: expression.value, place };
    const value = this.read(expression);
    const hole = this.#typed.holes.get(template);
    const typed = this.typeOf(expression);
    if (!value || !hole || !typed) return value;
    const absence = this.absenceOf(expression);
    const isMissing = absence.undefined || (absence.null && !hole.allowsNull);
    if (isMissing && !hole.mayBeOmitted) this.#assert(value, expression);
    const kinds = typed.kind === "unknown" && isUnknown(typed.type) ? hole.kinds : [];
    if (kinds.length === 0) return value;
    return { kind: "checked", value, kinds, stepId: this.#step?.stepId ?? "", place };
  }

  #planTextPart(expression: Expression): PlannedTextPart | string | undefined {
    if (expression.kind === "constant") return String(expression.value);
    const value = this.read(expression);
    if (!value) return undefined;
    const absence = this.absenceOf(expression);
    if (absence.undefined || absence.null) this.#assert(value, expression);
    const isText = this.typeOf(expression)?.kind === "string";
    return { value, isText, isXml: expression.isXml === true };
  }

  /** An output of another workflow; undefined if that one has ended without it. */
  #planCalled(expression: Expression): PlannedValue | undefined {
    const value = this.read(expression);
    const called = calledFor(expression, this.#step, this.#typed, this.#workflows);
    const ends = called && endsThatGive(called.workflow, called.output);
    if (!value || !called || ends === "all") return value;
    const { path, place } = value;
    if (ends === "none") return { kind: "literal", value: undefined, place };
    const outputs = path.findIndex(({ key }) => key === "outputs") + 1;
    const owner = { ...value, path: path.slice(0, outputs), unknownPath: [] };
    return { kind: "if-given", owner, key: called.output, value, place };
  }

  /** Stops the workflow where it needs a value that nothing in the document gives. */
  assertMissing(expression: string, place: PlannedValue["place"]): void {
    const nothing = { kind: "read", variable: "undefined", path: [], unknownPath: [] } as const;
    const stepId = this.#step?.stepId ?? "";
    this.assertions.push({ stepId, value: { ...nothing, expression, place }, of: undefined });
  }

  #assert(value: PlannedRead, expression: Expression): void {
    const stepId = this.#step?.stepId ?? "";
    // What no step has given before, and what none ever gives, was reported as that.
    const isReported =
      !this.isAvailable(expression) || this.#diagnostics.hasFaultWithin(value.place);
    const of = isReported ? undefined : reasonOfAbsence(expression, this.#typed);
    this.assertions.push({ stepId, value, of });
  }

  #leftOutWhen(template: Template): Absence | undefined {
    const hole = this.#typed.holes.get(template);
    if (template.kind !== "expression" || !hole?.mayBeOmitted) return undefined;
    const absence = this.absenceOf(template.expression);
    const isLeftOut = { undefined: absence.undefined, null: absence.null && !hole.allowsNull };
    return isLeftOut.undefined || isLeftOut.null ? isLeftOut : undefined;
  }

  #rootOf(
    expression: Expression,
  ): { readonly variable: string; readonly path: PlannedRead["path"] } | undefined {
    const response = this.#step && this.#names.responses.get(this.#step.stepId);
    switch (expression.kind) {
      case "input": {
        const local = this.#names.defaults.get(expression.name);
        return local === undefined
          ? { variable: this.#names.inputs, path: [] }
          : { variable: local, path: [] };
      }
      case "status-code":
      case "url":
      case "response-body":
      case "response-header":
      case "call-output": {
        const path = pathInResponse(expression);
        return response === undefined || !path ? undefined : { variable: response, path };
      }
      case "step-output": {
        const variable = this.#names.outputs.get(expression.stepId)?.get(expression.name);
        return variable === undefined ? undefined : { variable, path: [] };
      }
      case "workflow-output":
      case "workflow-input": {
        const dependency = this.#workflows.get(workflowKey(expression.workflow));
        if (!dependency) return undefined;
        const field = expression.kind === "workflow-output" ? "outputs" : "inputs";
        const path = ["completed", dependency.functionName, field, expression.name];
        return { variable: this.#names.options, path: path.map(accessTo) };
      }
      case "faulty":
        return { variable: "faulty", path: [] };
      default: {
        const construct = `the expression ${expression.text} here`;
        this.#diagnostics.report("unsupported", expression.place, { construct });
        return undefined;
      }
    }
  }
}
