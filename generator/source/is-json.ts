import { isObject } from "./located.js";

/** With YAML aliases, a value can contain itself: deeper values do not count as JSON. */
const maxDepth = 20;

/** True for a value that JSON can represent. */
export function isJsonValue(value: unknown, depth = 0): boolean {
  if (depth > maxDepth) return false;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isJsonValue(item, depth + 1));
  if (isObject(value)) return Object.values(value).every((item) => isJsonValue(item, depth + 1));
  return value === null || typeof value === "string" || typeof value === "boolean";
}
