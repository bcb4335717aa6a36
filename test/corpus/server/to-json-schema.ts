import { isObject, type JsonObject } from "./description.js";

/**
 * Rewrites what OpenAPI 3.0 has of its own in schemas into JSON Schema 2020-12: `nullable`, and the
 * limits that are exclusive by a boolean. None of it means anything outside of schemas.
 */
export function toJsonSchema(description: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(description).map(([key, value]) => [key, rewritten(value)]),
  );
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (!isObject(value)) return value;
  return withNull(withLimit(withLimit(toJsonSchema(value), "Minimum"), "Maximum"));
}

function withLimit(schema: JsonObject, limit: "Minimum" | "Maximum"): JsonObject {
  const exclusive = schema[`exclusive${limit}`];
  if (typeof exclusive !== "boolean") return schema;
  const { [`exclusive${limit}`]: _, [limit.toLowerCase()]: inclusive, ...rest } = schema;
  if (typeof inclusive !== "number") return rest;
  return { ...rest, [exclusive ? `exclusive${limit}` : limit.toLowerCase()]: inclusive };
}

function withNull({ nullable, ...schema }: JsonObject): JsonObject {
  if (typeof nullable !== "boolean")
    return nullable === undefined ? schema : { ...schema, nullable };
  if (!nullable) return schema;
  const { type, ...rest } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  const allowed = schema["enum"];
  const values = Array.isArray(allowed) ? { enum: [...new Set([...allowed, null])] } : {};
  return { ...rest, ...values, type: [type, "null"] };
}
