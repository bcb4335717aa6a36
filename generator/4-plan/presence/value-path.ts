import type { Expression } from "../../model/linked.js";

/** A named value, such as an output of a step, and a JSON Pointer into the value. */
export interface ValuePath {
  readonly root: ValueRoot;
  readonly pointer: readonly string[];
}

/** `response`: a value of the response or result of the step that the expression belongs to. */
type ValueRoot = readonly ["inputs" | "steps" | "response", ...string[]];

/** Longer paths have no facts, so that the keys of a hostile document stay short. */
const maxDepth = 32;

/** Undefined for a value without facts. */
export function valuePath(expression: Expression): ValuePath | undefined {
  const root = rootOf(expression);
  const pointer = "pointer" in expression ? expression.pointer : [];
  return root && pointer.length <= maxDepth ? { root, pointer } : undefined;
}

function rootOf(expression: Expression): ValueRoot | undefined {
  switch (expression.kind) {
    case "input":
      return ["inputs", expression.name];
    case "step-output":
      return ["steps", expression.stepId, expression.name];
    case "response-body":
      return ["response", "body"];
    case "response-header":
      return ["response", "header", expression.name.toLowerCase()];
    case "call-output":
      return ["response", "outputs", expression.name];
    default:
      return undefined;
  }
}

/** The name of the fact that the value at the path is neither `undefined` nor `null`. */
export function presenceOf({ root, pointer }: ValuePath): string {
  return JSON.stringify([root, ...pointer]);
}

/** The named value, then the value at each key of the pointer. */
export function prefixesOf({ root, pointer }: ValuePath): readonly ValuePath[] {
  return Array.from({ length: pointer.length + 1 }, (_, length) => ({
    root,
    pointer: pointer.slice(0, length),
  }));
}
