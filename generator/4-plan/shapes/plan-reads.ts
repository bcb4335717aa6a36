import type { BodyRead } from "../../model/body-read.js";
import type { ResponseReads } from "../../model/planned-api.js";
import type { Shape } from "../../model/shape.js";
import { allStatuses, mostListedStatuses, responseKey } from "../../model/status-set.js";
import type { TypedOperation } from "../../model/typed.js";
import { readShape, readTree, type ShapeContext } from "./read-shape.js";

/** The shapes that workflows read of the responses to an operation, by status, class of statuses or `default`. */
export function planReads(
  { operation, responses }: TypedOperation,
  all: readonly BodyRead[],
  context: ShapeContext,
): readonly ResponseReads[] {
  const found = different(all.filter((read) => read.operation === operation));
  if (found.length === 0) return [];
  const types = new Map(responses.map(({ status, type }) => [status, type]));
  const statusesOf = new Map(found.map((read) => [read, new Set(read.statuses)]));
  const shapes = new Map<string, Shape>();
  const shapeAt = (status: number): Shape => {
    const type = types.get(responseKey(operation.responses, status) ?? "");
    const here = found.filter((read) => statusesOf.get(read)?.has(status));
    const numbers = here.map((read) => found.indexOf(read));
    const key = JSON.stringify([responseKey(operation.responses, status), numbers]);
    const isChecked = type !== undefined && here.length > 0;
    const shape = shapes.get(key) ?? (isChecked ? readShape(type, readTree(here), context) : any);
    shapes.set(key, shape);
    return shape;
  };
  const reads = allStatuses.map((status) => ({ status: String(status), shape: shapeAt(status) }));
  const classes = [1, 2, 3, 4, 5].map((each) =>
    readsOfClass(
      `${each}XX`,
      reads.filter(({ status }) => status.startsWith(String(each))),
    ),
  );
  return together(classes);
}

const any: Shape = { kind: "any" };

/** Many steps read the same of an operation. */
function different(reads: readonly BodyRead[]): readonly BodyRead[] {
  const keyOf = ({ statuses, pointer, tested, isDelivered }: BodyRead) =>
    JSON.stringify([statuses, pointer, tested, isDelivered]);
  return [...new Map(reads.map((read) => [keyOf(read), read])).values()];
}

/** The shapes of a class of statuses. The most frequent shape becomes the entry of the class, such as `4XX`. */
function readsOfClass(
  statusClass: string,
  reads: readonly ResponseReads[],
): readonly ResponseReads[] {
  const keys = reads.map(({ shape }) => JSON.stringify(shape));
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [[key, count] = ["", 0]] = [...counts].sort(([, a], [, b]) => b - a);
  const shape = reads[keys.indexOf(key)]?.shape ?? any;
  if (shape.kind === "any" || count <= mostListedStatuses) {
    return reads.filter((each) => each.shape.kind !== "any");
  }
  const others = reads.filter((_, index) => keys[index] !== key);
  return [...others, { status: statusClass, shape }];
}

/** Replaces the entries of the classes by `default` if they have the same shape. */
function together(classes: readonly (readonly ResponseReads[])[]): readonly ResponseReads[] {
  const common = classes.map((reads) => reads.find(({ status }) => status.endsWith("XX"))?.shape);
  const [shape, ...others] = common;
  const isSame = others.every((each) => JSON.stringify(each) === JSON.stringify(shape));
  if (!shape || !isSame) return classes.flat();
  const listed = classes.flat().filter(({ status }) => !status.endsWith("XX"));
  return [...listed, { status: "default", shape }];
}
