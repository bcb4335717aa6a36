/** Creates the body of a `multipart/form-data` request. */

import { listOf } from "./percent-encoding.js";

/**
 * One part for each property that has a value, and for each item of an array: a file for a `Blob` or bytes,
 * JSON for an object, a string for anything else.
 *
 * @param partTypes media types of parts by name, for values without a media type of their own
 * @see https://spec.openapis.org/oas/v3.1.1.html#encoding-multipart-media-types
 */
export function toFormData(
  values: unknown,
  partTypes: Readonly<Record<string, string>> = {},
): FormData {
  const typeOf = new Map(Object.entries(partTypes));
  const form = new FormData();
  for (const [name, value] of Object.entries(Object(values))) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined || item === null) continue;
      const part = toPart(item, typeOf.get(name));
      if (typeof part === "string") form.append(name, part);
      else form.append(name, part, fileNameOf(item));
    }
  }
  return form;
}

/**
 * The same values, with these arrays as one string each.
 * @param separators between the items, by name
 */
export function joinLists(
  values: unknown,
  separators: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const separatorOf = new Map(Object.entries(separators));
  const entries = Object.entries(Object(values)).map(([name, value]) => {
    const separator = separatorOf.get(name);
    if (separator === undefined || !Array.isArray(value)) return [name, value];
    const list = listOf(value, false, (text) => text);
    return [name, list.length > 0 ? list.join(separator) : undefined];
  });
  return Object.fromEntries(entries);
}

function toPart(value: unknown, type: string | undefined): string | Blob {
  if (value instanceof Blob) {
    return type === undefined || value.type !== "" ? value : value.slice(0, value.size, type);
  }
  const options = type === undefined ? {} : { type };
  if (value instanceof ArrayBuffer) return new Blob([value], options);
  if (value instanceof Uint8Array) return new Blob([new Uint8Array(value)], options);
  if (typeof value === "object") {
    return new Blob([JSON.stringify(value)], { type: "application/json", ...options });
  }
  return type === undefined ? String(value) : new Blob([String(value)], { type });
}

/** A `File` has a name. Other parts get one, because servers treat a part without a file name as a field. */
function fileNameOf(value: unknown): string {
  const name: unknown = value instanceof Blob && "name" in value ? value.name : undefined;
  return typeof name === "string" ? name : "blob";
}
