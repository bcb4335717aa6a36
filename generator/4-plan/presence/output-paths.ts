import type { Expression } from "../../model/linked.js";
import {
  calledOutput,
  endsWithOutput,
  findOutput,
  isPresentAtEveryEnd,
} from "../values/called-output.js";
import type { WorkflowContext } from "../values/value-scope.js";
import { type KnownPath, knownPath } from "./known-path.js";
import type { ValuePath } from "./value-path.js";

type Context = Pick<WorkflowContext, "typed" | "workflowNames">;

/** A path into an output of a step, and the path of the same value where the step reads the output from. */
export interface OutputPath {
  readonly stepId: string;
  readonly path: ValuePath;
  readonly source: KnownPath;
}

/** The paths of all expressions that read an output whose step reads the output without a condition. */
export function outputPaths(context: Context): readonly OutputPath[] {
  return [...context.typed.expressions].flatMap(([expression, typed]): OutputPath[] => {
    const read = knownPath(expression, typed);
    const source = expression.kind === "step-output" && sourceOf(expression, context);
    if (!read || !source) return [];
    const pointer = [...source.path.pointer, ...read.path.pointer];
    const whole = {
      path: { root: source.path.root, pointer },
      parts: [...source.parts, ...read.parts.slice(1)],
    };
    return [{ stepId: expression.stepId, path: read.path, source: whole }];
  });
}

function sourceOf(
  expression: Expression & { readonly kind: "step-output" },
  { typed, workflowNames }: Context,
): KnownPath | undefined {
  const found = findOutput(expression, { typed });
  const type = found && typed.expressions.get(found.output);
  // A value that only some responses have is read only from these.
  if (!found || !type || type.statuses) return undefined;
  const called = calledOutput(found.output, { typed, workflowNames, step: found.step });
  if (called && endsWithOutput(called) !== "all") return undefined;
  const source = knownPath(found.output, type);
  const mayBeUnset =
    found.output.kind === "step-output" || (called && !isPresentAtEveryEnd(called));
  const [root, ...others] = source?.parts ?? [];
  if (!source || !root || !mayBeUnset) return source;
  const unset = { ...root, absence: { ...root.absence, undefined: true } };
  return { ...source, parts: [unset, ...others] };
}
