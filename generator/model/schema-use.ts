import { child, isObject, type Located, textAt } from "../source/located.js";
import type { Resolve } from "./linked.js";

/** How the values of a schema are used. */
export interface SchemaUse {
  readonly direction: Direction;
  /** The whole of a multipart form, a part of the form, or any other value. */
  readonly place: "value" | "form" | "part";
  /** True if a child has the schema in its `allOf`, so that the schema does not stand for all of its children. */
  readonly isBase?: true;
}

/** `both`: values that are not tied to a direction. */
export type Direction = "request" | "response" | "both";

/** The use of the properties of an object. */
export function useOfProperties({ direction, place }: SchemaUse): SchemaUse {
  return { direction, place: place === "form" ? "part" : "value" };
}

/**
 * Requests have no `readOnly` properties, and responses have no `writeOnly` properties.
 * @see https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-use-with-schemas
 */
export function mayOccur(property: Located, direction: Direction, resolve: Resolve): boolean {
  if (direction === "both") return true;
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  if (child(property, keyword)?.value === true) return false;
  const target = textAt(property, "$ref") === undefined ? undefined : resolve(property);
  return !target || child(target, keyword)?.value !== true;
}

/**
 * A part of a form is a file if it has `type: file` in OpenAPI 2.0, `format: binary` in 3.0, or in 3.1 a binary
 * `contentMediaType` without a `contentEncoding`.
 */
export function isFile(schema: Located): boolean {
  if (!isObject(schema.value)) return false;
  const type = child(schema, "type")?.value;
  if (type === "file") return true;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  if (type !== undefined && !types.includes("string")) return false;
  if (textAt(schema, "contentEncoding") !== undefined) return false;
  if (textAt(schema, "format") === "binary") return true;
  const mediaType = textAt(schema, "contentMediaType");
  return mediaType !== undefined && !/^text\/|json|xml/i.test(mediaType);
}
