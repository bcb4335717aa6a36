/** Checks that a value has the shape that a workflow reads of it. */

/**
 * What is read of a JSON value.
 *
 * - A string lists the allowed kinds, such as `string|null`; `any` allows every value.
 * - An object lists members. A member whose name ends in `?` may be absent.
 * - An array lists the shapes of the first items, as far as the array has them.
 * - A function returns the shape for a value. It can report the value itself.
 */
export type Shape =
  | string
  | readonly Shape[]
  | { readonly [member: string]: Shape }
  | ((value: unknown, report: (problem: Problem) => void) => Shape);

export interface Problem {
  /** The allowed kinds of JSON value, or the known texts. */
  readonly expected: readonly string[];
  /** The kind of the value, such as `null` or `undefined`, but never the value itself. */
  readonly found: string;
  /** A value that a newer version of the API may send, such as a new text of an enumeration. */
  readonly isTolerated?: boolean;
}

export interface Unexpected extends Problem {
  /** A JSON Pointer into the value; empty for the whole value. */
  readonly pointer: string;
}

/**
 * Reports each part of the value that does not have its shape. Returns the value without the members that are
 * `null` although they may only be absent; the value itself is not changed.
 */
export function readAs(
  value: unknown,
  shape: Shape,
  report: (unexpected: Unexpected) => void,
  pointer = "",
): unknown {
  if (typeof shape === "function") {
    const inner = shape(value, (problem) => report({ ...problem, pointer }));
    return readAs(value, inner, report, pointer);
  }
  const kinds = typeof shape === "string" ? shape : Array.isArray(shape) ? "array" : "object";
  const found = kindOf(value);
  if (kinds !== found && kinds !== "any" && !kinds.split("|").includes(found)) {
    report({ pointer, expected: kinds.split("|"), found });
    return value;
  }
  if (typeof shape === "string") return value;
  // An object or an array, which is copied before its first change.
  const given = value as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | undefined;
  for (const [key, inner] of Object.entries<Shape>(shape)) {
    const isOptional = key.endsWith("?");
    const name = isOptional ? key.slice(0, -1) : key;
    const member = given[name];
    if (member === undefined && (isOptional || kinds === "array")) continue;
    const isAbsent = member === null && isOptional && !allowsNull(inner);
    const path = `${pointer}/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`;
    const checked = isAbsent ? undefined : readAs(member, inner, report, path);
    if (checked === member) continue;
    copy ??= Object.assign(Array.isArray(value) ? [] : {}, given);
    if (isAbsent) delete copy[name];
    else copy[name] = checked;
  }
  return copy ?? value;
}

function allowsNull(shape: Shape): boolean {
  if (typeof shape === "function") return allowsNull(shape(null, () => {}));
  return typeof shape === "string" && /^any$|null/.test(shape);
}

/** The kind of a JSON value; another name for a value that JSON cannot contain, such as `undefined` or `NaN`. */
export function kindOf(value: unknown): string {
  const type = typeof value;
  if (type === "object") return Object.prototype.toString.call(value).slice(8, -1).toLowerCase();
  return type === "number" && !Number.isFinite(value) ? String(value) : type;
}
