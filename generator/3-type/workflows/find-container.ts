import type { Expression } from "../../model/linked.js";
import { expressionWithin } from "../../source/json-pointer.js";
import type { CheckedType } from "../../typescript/program.js";
import type { TypedPath } from "../probes/read-path.js";

/** An expression whose value is an object or array, where only a scalar value makes sense. */
export interface FoundContainer {
  readonly expression: string;
  readonly kind: "object" | "array";
  /** False for a union that has other kinds too. */
  readonly isCertain: boolean;
  /** An expression for a scalar in the value. */
  readonly inner: string | undefined;
}

/** Undefined if the value can be no object or array, or if its type is unknown. */
export function findContainer(
  expression: Expression,
  paths: ReadonlyMap<Expression, TypedPath>,
): FoundContainer | undefined {
  const types = typesOf(paths.get(expression));
  const kinds = [...new Set(types.flatMap((type) => type.kinds))];
  const kind = kinds.find((each) => each === "object" || each === "array");
  const isUnknown = types.some((type) => type.kinds.length === 0);
  if (kind === undefined || isUnknown) return undefined;
  const inner = types.map((type) => scalarIn(expression, type)).find((each) => each !== undefined);
  return { expression: expression.text, kind, isCertain: kinds.length === 1, inner };
}

function typesOf(path: TypedPath | undefined): readonly CheckedType[] {
  if (!path) return [];
  return path.type.kinds.length === 0 ? (path.declared ?? []) : [path.type];
}

const scalars: readonly string[] = ["string", "number", "boolean"];

/** An expression for a scalar in the value. */
function scalarIn({ text }: Expression, type: CheckedType): string | undefined {
  const names = type.kind === "array" ? ["0"] : type.propertyNames;
  const name = names.find((each) => {
    const { kinds = [] } = type.at(each) ?? {};
    return kinds.length > 0 && kinds.every((kind) => scalars.includes(kind));
  });
  return name === undefined ? undefined : expressionWithin(text, name);
}
