import { valuesOf } from "../../model/json-schema.js";
import { isObject, type Located } from "../../source/located.js";

/** Values within each other; an alias in YAML can make one a part of itself. */
const maxDepth = 20;

/** The values of `enum` or `const`, if a schema has them, and `null` if it is allowed besides. */
export function copyValues(
  at: Located,
  types: readonly string[],
  allowsNull: boolean,
): readonly unknown[] | undefined {
  const values = valuesOf(at)
    ?.filter((value) => isJson(value, 0))
    .map((value) => scalarOf(value, types));
  if (!values?.length) return undefined;
  return [...new Set(allowsNull ? [...values, null] : values)];
}

/** As its type asks for it: YAML reads an unquoted `1` or `true` as what it is not meant to be. */
function scalarOf(value: unknown, types: readonly string[]): unknown {
  const [type] = types.length === 1 ? types : [];
  const isScalar = typeof value === "number" || typeof value === "boolean";
  if (type === "string" && isScalar) return String(value);
  if (typeof value !== "string") return value;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (type === "number" && Number.isFinite(number)) return number;
  if (type === "boolean" && /^(true|false)$/.test(value)) return value === "true";
  return value;
}

function isJson(value: unknown, depth: number): boolean {
  if (depth > maxDepth) return false;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (isObject(value)) return Object.values(value).every((item) => isJson(item, depth + 1));
  return value === null || typeof value === "string" || typeof value === "boolean";
}
