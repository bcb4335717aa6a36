import { child, isObject } from "../../source/located.js";
import { outputNamesOf } from "../documents/schema-names.js";
import { followValue } from "./follow-value.js";
import { splitName } from "./read-loose-path.js";
import {
  noValue,
  type ResolvedRead,
  type Resolver,
  type ResolverOptions,
  reportMember,
  reportUnknownOutput,
  withPath,
} from "./resolved-read.js";

/** Resolves `$outputs.<name>`: an output of the workflow that the step has called, or else of this workflow. */
export const resolveOutput: Resolver = (names, rest, options) => {
  const { scope, rules } = options;
  const target = scope.isAnswered ? scope.step?.target : undefined;
  if (target?.kind === "not-found") return undefined;
  const called = target?.kind === "workflow" ? target.workflow : undefined;
  for (const owner of called ? [called, scope.workflow] : [scope.workflow]) {
    const known = outputNamesOf(owner.at);
    const { name, path } = splitName(names, known, rules);
    if (!known.includes(name)) continue;
    const pointer = [...path, ...rest];
    if (owner !== called) return resolveOwnOutput(name, pointer, options);
    return withPath({ kind: "call-output", name, pointer }, `$outputs.${name}`, path);
  }
  const { reference, at } = called ?? scope.workflow;
  const owner = `the workflow ${JSON.stringify(reference.workflowId)}`;
  const known = outputNamesOf(at);
  if (reportMember(names, known, "$outputs.", rest, options)) return undefined;
  return reportUnknownOutput(names, at, owner, known, options);
};

/** An output of this workflow has the meaning of its expression. */
function resolveOwnOutput(
  name: string,
  pointer: readonly string[],
  options: ResolverOptions,
): ResolvedRead | undefined {
  const at = child(options.scope.workflow.at, "outputs", name);
  if (!at || (typeof at.value !== "string" && !isObject(at.value))) return noValue;
  const scope = { ...options.scope, step: undefined, isAnswered: false };
  const cycle = "the outputs form a cycle";
  return followValue({ at, name: `$outputs.${name}`, scope, pointer, cycle }, options);
}
