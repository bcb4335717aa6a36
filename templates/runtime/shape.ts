/** Compares JSON values with the shapes that workflows read. */

/**
 * What is read of a JSON value.
 *
 * - A string lists the allowed kinds, such as `string|null`; `undefined` stands for no value.
 * - An object lists members.
 * - An array lists the shapes of the first items, as far as the array has them.
 * - A function checks the value itself, and returns the value to read.
 */
export type JsonShape =
  | string
  | readonly JsonShape[]
  | { readonly [member: string]: JsonShape }
  | ((...args: Reading) => unknown);

/** A value, and the names and indexes that lead to it. The path is one array, which changes during a check. */
export type Reading = [value: unknown, report: (unexpected: Unexpected) => void, path: string[]];

export interface Unexpected {
  /** Copy the array to keep it: it changes after the report. */
  readonly path: readonly string[];
  /** The allowed kinds of JSON value, or the strings that the description lists. */
  readonly expected: readonly string[];
  /** The kind of the value, such as `null` or `undefined`, but never the value itself. */
  readonly found: string;
  /** True for a string that an enumeration does not list, and for a rounded integer. */
  readonly isTolerated?: boolean;
}

/**
 * Reports each part of the value that does not have its shape. Returns the value, or a copy in which
 * functions have replaced parts.
 */
export function readAs(shape: JsonShape, ...[value, report, path]: Reading): unknown {
  if (typeof shape === "function") return shape(value, report, path);
  const isArray = Array.isArray(shape);
  const expected = typeof shape === "string" ? shape : isArray ? "array" : "object";
  const found = kindOf(value);
  // No kind is the end of another one, so a bar after each kind is enough.
  if (!`${expected}|`.includes(`${found}|`)) {
    report({ path, expected: expected.split("|"), found });
  } else if (typeof shape === "object") {
    // Both are objects, or both are arrays. The value is copied before its first change.
    const shapes = shape as Readonly<Record<string, JsonShape>>;
    const given = value as Readonly<Record<string, unknown>>;
    let copy: Record<string, unknown> | undefined;
    for (const name of Object.keys(shapes)) {
      const inner = shapes[name];
      if (inner === undefined || (isArray && !(name in given))) continue;
      path.push(name);
      const read = readAs(inner, given[name], report, path);
      path.pop();
      if (read === given[name]) continue;
      // Spreading keeps an own `__proto__`, which `Object.assign` would make the prototype.
      copy ??= isArray ? Object.assign([], given) : { ...given };
      if (read === undefined) delete copy[name];
      else copy[name] = read;
    }
    return copy ?? value;
  }
  return value;
}

/** The kind of a JSON value; another name for a value that JSON cannot contain, such as `undefined` or `NaN`. */
export function kindOf(value: unknown): string {
  const type = typeof value;
  if (type === "object") return Object.prototype.toString.call(value).slice(8, -1).toLowerCase();
  return type === "number" && !Number.isFinite(value) ? String(value) : type;
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
export function toPointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}
