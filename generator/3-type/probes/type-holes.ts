import type { LinkedStep, LinkedWorkflow, Template } from "../../model/linked.js";
import { isKeyword } from "../../model/type-node.js";
import type { Hole } from "../../model/typed.js";
import type { CheckedType } from "../../typescript/program.js";
import type { RequestProbes } from "./add-probes.js";

/** A name that no property has, so that only an index signature matches it. */
const anyName = "\0";

/** An input that is passed on as a whole, and the type that its destination expects. */
export interface FilledPlace {
  readonly input: string;
  readonly type: CheckedType;
}

/** Finds the types that requests and calls expect of their expressions. */
export function typeHoles(
  workflow: LinkedWorkflow,
  requests: ReadonlyMap<LinkedStep, RequestProbes>,
): { readonly holes: ReadonlyMap<Template, Hole>; readonly filled: readonly FilledPlace[] } {
  const holes = new Map<Template, Hole>();
  const filled: FilledPlace[] = [];
  for (const step of workflow.steps) {
    const { call } = step;
    const { parameters, body, inputs } = evaluate(requests.get(step) ?? {});
    if (call.kind === "workflow") {
      for (const { name, value } of call.inputs) {
        visit(value, inputs?.at(name), inputs?.mayOmit(name) ?? true);
      }
      continue;
    }
    for (const { in: place, name, value } of call.parameters) {
      const key = `${place}.${name}`;
      visit(value, parameters?.at(key), parameters?.mayOmit(key) ?? true, true);
    }
    if (call.requestBody) visit(call.requestBody.payload, body, false);
  }
  return { holes, filled };

  function visit(
    template: Template,
    place: CheckedType | undefined,
    mayBeOmitted: boolean,
    isParameter = false,
  ): void {
    switch (template.kind) {
      case "expression": {
        const { expression } = template;
        const allowsNull = place?.allowsNull ?? true;
        const isText = place !== undefined && isKeyword(place.type, "string");
        const kinds = place?.kinds ?? [];
        holes.set(template, { mayBeOmitted, allowsNull, kinds, isText, isParameter });
        if (place && expression.kind === "input" && expression.pointer.length === 0) {
          filled.push({ input: expression.name, type: place });
        }
        return;
      }
      case "object":
        for (const { name, value } of template.entries) {
          const key = typeof name === "string" ? name : anyName;
          visit(value, place?.at(key), place?.mayOmit(key) ?? true);
        }
        return;
      case "array":
        for (const [index, item] of template.items.entries()) {
          visit(item, place?.at(String(index)), false);
        }
        return;
      default:
        return;
    }
  }
}

function evaluate({ parameters, body, inputs }: RequestProbes) {
  return { parameters: parameters?.(), body: body?.(), inputs: inputs?.() };
}
