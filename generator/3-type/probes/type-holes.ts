import { workflowOf } from "../../model/actions.js";
import type {
  LinkedAction,
  LinkedStep,
  LinkedWorkflow,
  Template,
  TemplateEntry,
} from "../../model/linked.js";
import { isKeyword } from "../../model/type-node.js";
import type { Hole } from "../../model/typed.js";
import type { CheckedType } from "../../typescript/program.js";
import type { RequestProbes } from "./add-probes.js";
import type { Probe } from "./probe-file.js";

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
  passed: ReadonlyMap<LinkedAction, Probe>,
): { readonly holes: ReadonlyMap<Template, Hole>; readonly filled: readonly FilledPlace[] } {
  const holes = new Map<Template, Hole>();
  const filled: FilledPlace[] = [];
  for (const step of workflow.steps) {
    for (const { value, type, mayBeOmitted, isParameter } of sentBy(step, requests.get(step))) {
      visit(value, type, mayBeOmitted, isParameter);
    }
    for (const action of [...step.onSuccess, ...step.onFailure]) {
      const inputs = workflowOf(action)?.inputs ?? [];
      for (const { value, type, mayBeOmitted } of inputsPassed(inputs, passed.get(action)?.())) {
        visit(value, type, mayBeOmitted);
      }
    }
  }
  return { holes, filled };

  function visit(
    template: Template,
    place: CheckedType | undefined,
    mayBeOmitted: boolean,
    isParameter = false,
  ): void {
    const structure = place?.structure;
    switch (template.kind) {
      case "changed":
        holes.set(template, { ...holeOf(place), mayBeOmitted, isParameter });
        for (const { name, value } of template.entries) {
          const { type, mayBeOmitted } = replacedPlace(name, value, place);
          visit(value, type, mayBeOmitted);
        }
        return;
      case "expression": {
        const { expression } = template;
        holes.set(template, { ...holeOf(place), mayBeOmitted, isParameter });
        if (place && expression.kind === "input" && expression.pointer.length === 0) {
          filled.push({ input: expression.name, type: place });
        }
        return;
      }
      case "object":
        for (const { name, value } of template.entries) {
          const key = typeof name === "string" ? name : anyName;
          visit(value, structure?.at(key), structure?.mayOmit(key) ?? true);
        }
        return;
      case "array":
        for (const [index, item] of template.items.entries()) {
          visit(item, structure?.at(String(index)), false);
        }
        return;
      default:
        return;
    }
  }
}

interface SentValue {
  readonly value: Template;
  readonly type: CheckedType | undefined;
  readonly mayBeOmitted: boolean;
  readonly isParameter: boolean;
}

/** The parameters and the body of a step, or the inputs of the workflow that it calls. */
function sentBy({ call }: LinkedStep, request: RequestProbes = {}): readonly SentValue[] {
  const { parameters, body, inputs } = evaluate(request);
  if (call.kind === "workflow") return inputsPassed(call.inputs, inputs);
  const sent = call.parameters.map(({ in: place, name, value }) => ({
    ...member(`${place}.${name}`, value, parameters),
    isParameter: true,
  }));
  if (!call.requestBody) return sent;
  const mayBeOmitted = request.isBodyOptional === true;
  const { payload: value } = call.requestBody;
  return [...sent, { value, type: body, mayBeOmitted, isParameter: false }];
}

function inputsPassed(
  inputs: readonly TemplateEntry[],
  types: CheckedType | undefined,
): readonly SentValue[] {
  return inputs.map(({ name, value }) => ({ ...member(name, value, types), isParameter: false }));
}

function member(key: string, value: Template, owner: CheckedType | undefined) {
  return { value, type: owner?.at(key), mayBeOmitted: owner?.mayOmit(key) ?? true };
}

/** The type of a replaced property or element. An absent object within a value is created. */
function replacedPlace(name: string, value: Template, place: CheckedType | undefined) {
  const key = place?.kind === "array" && name === "-" ? "0" : name;
  const mayBeOmitted = value.kind === "changed" || (place?.mayOmit(key) ?? true);
  return { type: place?.at(key), mayBeOmitted };
}

function holeOf(place: CheckedType | undefined) {
  const isText = place !== undefined && isKeyword(place.type, "string");
  return { allowsNull: place?.allowsNull ?? true, kinds: place?.kinds ?? [], isText };
}

function evaluate({ parameters, body, inputs }: RequestProbes) {
  return { parameters: parameters?.(), body: body?.(), inputs: inputs?.() };
}
