/** Compares JSON values with the shapes that workflows read. */

/**
 * What is read of a JSON value.
 *
 * - A string lists the allowed kinds, such as `string|null`; `undefined` stands for no value.
 * - An object lists members. A member with `?` after its name may be absent, and then `null` means absent. A `!`
 *   after a name only separates it from a `?` or `!` that belongs to the name.
 * - An array lists the shapes of the first items, as far as the array has them.
 * - A function checks the value itself.
 */
export type JsonShape =
  | string
  | readonly JsonShape[]
  | { readonly [member: string]: JsonShape }
  | ((...args: Reading) => unknown);

/**
 * A value, and the names and indexes that lead to it. The path is one array, which changes during a check. In inputs,
 * `null` never means absent, and objects must be plain, because only their own members are sent.
 */
export type Reading = [
  value: unknown,
  report: (unexpected: Unexpected) => void,
  path: string[],
  isInput?: boolean | undefined,
];

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
 * Reports each part of the value that does not have its shape. Returns the value, or a copy without the members
 * that are `null` although they may only be absent.
 */
export function readAs(shape: JsonShape, ...[value, report, path, isInput]: Reading): unknown {
  if (typeof shape === "function") return shape(value, report, path, isInput);
  const isArray = Array.isArray(shape);
  const expected = typeof shape === "string" ? shape : isArray ? "array" : "object";
  const found = kindOf(value, isInput);
  // No kind is the end of another one, so a bar after each kind is enough.
  if (!`${expected}|`.includes(`${found}|`)) {
    report({ path, expected: expected.split("|"), found });
  } else if (typeof shape === "object") {
    // Both are objects, or both are arrays. The value is copied before its first change.
    const shapes = shape as Readonly<Record<string, JsonShape>>;
    const given = value as Readonly<Record<string, unknown>>;
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(shapes)) {
      const isOptional = key.endsWith("?");
      const name = isOptional || key.endsWith("!") ? key.slice(0, -1) : key;
      const [inner, member] = [shapes[key], given[name]];
      if (!inner || (member === undefined && (isOptional || (isArray && !(name in given)))))
        continue;
      const isAbsent = isOptional && member === null && !isInput;
      path.push(name);
      const read = isAbsent ? undefined : readAs(inner, member, report, path, isInput);
      path.pop();
      if (read === member) continue;
      // Spreading keeps an own `__proto__`, which `Object.assign` would make the prototype.
      copy ??= isArray ? Object.assign([], given) : { ...given };
      if (isAbsent) delete copy[name];
      else copy[name] = read;
    }
    return copy ?? value;
  }
  return value;
}

/**
 * The kind of a JSON value; another name for a value that JSON cannot contain, such as `undefined` or `NaN`. In
 * inputs, an object that does not inherit from an `Object.prototype` is a class instance.
 */
export function kindOf(value: unknown, isInput?: boolean): string {
  const type = typeof value;
  if (type === "number" && !Number.isFinite(value)) return String(value);
  if (type !== "object") return type;
  const kind = Object.prototype.toString.call(value).slice(8, -1).toLowerCase();
  const prototype = isInput && kind === "object" ? Object.getPrototypeOf(value) : null;
  return prototype && Object.getPrototypeOf(prototype) ? "class instance" : kind;
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
export function toPointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}
