import type { Expression } from "../../model/linked.js";
import type { PlannedRead } from "../../model/planned-values.js";
import type { FlowFacts } from "../flow/flow-facts.js";
import { isAvailable, pathOf } from "../values/absence.js";
import { findOutput } from "../values/called-output.js";
import { readExpression } from "../values/read-expression.js";
import { typeOf, type ValueScope } from "../values/value-scope.js";
import { absencesAlong, type KnownPath } from "./known-path.js";

/** A read whose presence TypeScript must find in a condition. */
export interface NarrowedRead {
  readonly read: PlannedRead;
  readonly mayBeNull: boolean;
  /** Reads that are absent if and only if the read is absent. */
  readonly equivalents: readonly PlannedRead[];
}

/**
 * The reads that may be absent at one point, and are present at a later one.
 * @param scope the scope of the earlier point
 */
export function narrowedReads(
  expressions: readonly Expression[],
  scope: ValueScope,
  later: FlowFacts,
): readonly NarrowedRead[] {
  const found = new Map<string, NarrowedRead>();
  for (const expression of expressions) {
    const path = isAvailable(expression, scope) ? pathOf(expression, scope) : undefined;
    const depth = path && depthOfChange(path, scope.facts, later);
    const type = typeOf(expression, scope);
    if (!path || depth === undefined || !type || type.statuses) continue;
    const whole = readExpression(expression, scope);
    const [read, ...others] = readsFrom(depth, whole, path);
    // Nothing that is read of a value of unknown type depends on its presence.
    const isLastKnown =
      whole && whole.unknownPath.length > 0 && read?.path.length === whole.path.length;
    if (!read || read.unknownPath.length > 0 || isLastKnown) continue;
    const equivalents = [...others, ...(depth === 0 ? readsOfSource(expression, scope) : [])];
    const mayBeNull = path.parts[depth]?.absence.null ?? true;
    found.set(readKey(read), { read, mayBeNull, equivalents });
  }
  return [...found.values()];
}

/** Equal for reads of the same value. */
export function readKey({ variable, path, unknownPath }: PlannedRead): string {
  return JSON.stringify([variable, path.map(({ key }) => key), unknownPath]);
}

/** The depth of the innermost value that the types allow to be absent, and that is present afterwards. */
function depthOfChange(path: KnownPath, before: FlowFacts, after: FlowFacts): number | undefined {
  const [first, second] = [before, after].map(({ present }) => absencesAlong(path, present));
  const depth = path.parts.findLastIndex(({ absence }, index) => {
    const [earlier, later] = [first?.[index], second?.[index]];
    if (!earlier || !later || !(absence.undefined || absence.null)) return false;
    return (earlier.undefined || earlier.null) && !later.undefined && !later.null;
  });
  return depth === -1 ? undefined : depth;
}

/** The read of the value at the depth, then of the values in it that are absent only if that value is. */
function readsFrom(
  depth: number,
  read: PlannedRead | undefined,
  { path: { pointer }, parts }: KnownPath,
): readonly PlannedRead[] {
  if (!read) return [];
  const next = parts.findIndex(
    ({ absence }, index) => index > depth && (absence.undefined || absence.null),
  );
  const isOfOneKind = parts[depth]?.absence.null === false;
  const end = !isOfOneKind ? depth : next === -1 ? pointer.length : next - 1;
  return Array.from({ length: end - depth + 1 }, (_, index) =>
    withoutLast(pointer.length - depth - index, read),
  );
}

function withoutLast(count: number, read: PlannedRead): PlannedRead {
  const { path, unknownPath } = read;
  const known = path.length - Math.max(0, count - unknownPath.length);
  const unknown = Math.max(0, unknownPath.length - count);
  return { ...read, path: path.slice(0, known), unknownPath: unknownPath.slice(0, unknown) };
}

/** The reads of the response that an output of the same step is read from. */
function readsOfSource(expression: Expression, scope: ValueScope): readonly PlannedRead[] {
  if (expression.kind !== "step-output" || expression.stepId !== scope.step?.stepId) return [];
  const output = findOutput(expression, scope)?.output;
  const path = output && pathOf(output, scope);
  if (!path || typeOf(output, scope)?.statuses) return [];
  const depth = path.parts.findLastIndex(({ absence }) => absence.undefined || absence.null);
  return depth === -1 ? [] : readsFrom(depth, readExpression(output, scope), path);
}
