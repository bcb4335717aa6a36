import type { Expression, LinkedStep, Template } from "../2-link/linked.js";
import type { TypedExpression, TypedWorkflow } from "../3-type/typed.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { keyPlaceOf, type Located, placeOf } from "../source/located.js";
import type { LocalNames } from "./choose-local-names.js";
import type { Absence, Assertion, PlannedEntry, PlannedRead, PlannedValue } from "./planned.js";

/** Plans the values of one workflow, and remembers which of them are known to be present. */
export class ValuePlanner {
  readonly #diagnostics: Diagnostics;
  readonly #typed: TypedWorkflow;
  readonly #names: LocalNames;
  readonly #present = new Set<string>();

  constructor(typed: TypedWorkflow, names: LocalNames, diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
    this.#typed = typed;
    this.#names = names;
  }

  /** How an expression is read; `step` is the one whose response `$response` means. */
  read(expression: Expression, step?: LinkedStep): PlannedRead | undefined {
    const typed = this.#typed.expressions.get(expression);
    const root = this.#rootOf(expression, step);
    if (!typed || !root) return undefined;
    const { variable, property } = root;
    const path = property === undefined ? typed.path : [property, ...typed.path];
    const { text, place } = expression;
    return { kind: "read", variable, path, expression: text, place };
  }

  typeOf(expression: Expression): TypedExpression | undefined {
    return this.#typed.expressions.get(expression);
  }

  /** Whether the value can be `undefined` or `null` at this point. */
  absenceOf(expression: Expression, read: PlannedRead): Absence {
    const typed = this.#typed.expressions.get(expression);
    if (!typed || this.#present.has(keyOf(read))) return { undefined: false, null: false };
    return { undefined: typed.mayBeAbsent, null: typed.allowsNull };
  }

  /** Plans a payload or parameter; what it needs and may lack is asserted in `assertions`. */
  plan(template: Template, stepId: string, assertions: Assertion[]): PlannedValue | undefined {
    const place = placeOf(template.at);
    switch (template.kind) {
      case "literal":
        return { kind: "literal", value: template.value, place };
      case "object":
        return {
          kind: "object",
          entries: this.planEntries(
            template.entries.map((entry) => ({ ...entry, at: entry.value.at })),
            stepId,
            assertions,
          ),
          place,
        };
      case "array": {
        const items = template.items.flatMap((item) => this.plan(item, stepId, assertions) ?? []);
        return { kind: "array", items, place };
      }
      case "expression": {
        const read = this.read(template.expression);
        if (!read || this.#typed.optionalHoles.has(template)) return read;
        const absence = this.absenceOf(template.expression, read);
        if (absence.undefined || absence.null) {
          assertions.push({ stepId, value: read });
          const { text, place } = template.expression;
          this.#diagnostics.report("value-asserted", place, { expression: text, stepId });
          this.#present.add(keyOf(read));
        }
        return read;
      }
    }
  }

  planEntries(
    entries: readonly { readonly name: string; readonly at: Located; readonly value: Template }[],
    stepId: string,
    assertions: Assertion[],
  ): readonly PlannedEntry[] {
    return entries.flatMap(({ name, at, value: template }): PlannedEntry[] => {
      const value = this.plan(template, stepId, assertions);
      if (!value) return [];
      const isLeftOutWhen = this.#leftOutWhen(template, value);
      return [{ name, namePlace: keyPlaceOf(at), value, isLeftOutWhen }];
    });
  }

  #leftOutWhen(template: Template, value: PlannedValue): Absence | undefined {
    if (template.kind !== "expression" || value.kind !== "read") return undefined;
    const absence = this.absenceOf(template.expression, value);
    return absence.undefined || absence.null ? absence : undefined;
  }

  #rootOf(
    expression: Expression,
    step: LinkedStep | undefined,
  ):
    | { readonly variable: string; readonly property?: TypedExpression["path"][number] }
    | undefined {
    switch (expression.kind) {
      case "input":
        return { variable: this.#names.inputs };
      case "status-code":
      case "response-body": {
        const variable = step && this.#names.responses.get(step.stepId);
        const key = expression.kind === "status-code" ? "status" : "body";
        return variable === undefined
          ? undefined
          : { variable, property: { key, isIndex: false, isOptional: false } };
      }
      case "step-output": {
        const variable = this.#names.outputs.get(expression.stepId)?.get(expression.name);
        return variable === undefined ? undefined : { variable };
      }
    }
  }
}

/** The same for all reads of the same value. */
function keyOf({ variable, path }: PlannedRead): string {
  return JSON.stringify([variable, ...path.map(({ key }) => key)]);
}
