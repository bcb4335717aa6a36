import { valuesOf } from "../../model/json-schema.js";
import { isJsonValue } from "../../source/is-json.js";
import type { Located } from "../../source/located.js";

/** The values of `enum` or `const`, with `null` if the schema allows it; undefined if there are none. */
export function copyValues(
  at: Located,
  types: readonly string[],
  allowsNull: boolean,
): readonly unknown[] | undefined {
  const values = valuesOf(at)
    ?.filter((value) => isJsonValue(value))
    .map((value) => scalarOf(value, types));
  if (!values?.length) return undefined;
  return [...new Set(allowsNull ? [...values, null] : values)];
}

/** Converts to the declared type: in YAML, an unquoted `1` or `true` is not a string. */
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
