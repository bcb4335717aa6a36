/** Shapes that depend on the value. */

import { readOwn } from "./own-property.js";
import { type JsonShape, kindOf, type Reading, readAs, type Unexpected } from "./shape.js";

/** A value that may also be `null`. */
export function orNull(shape: JsonShape): JsonShape {
  return (...reading: Reading) => readAs(reading[0] === null ? "null" : shape, ...reading);
}

/** A value that may also be absent. `null` counts as absent, and is removed. */
export function orAbsent(shape: JsonShape): JsonShape {
  return (...[value, ...rest]: Reading) =>
    value === null || value === undefined ? undefined : readAs(shape, value, ...rest);
}

/** A value that may also be absent, but not `null`. */
export function orUndefined(shape: JsonShape): JsonShape {
  return (...reading: Reading) =>
    readAs(reading[0] === undefined ? "undefined" : shape, ...reading);
}

/** A value that may also be `null` or absent. */
export function orNothing(shape: JsonShape): JsonShape {
  return orUndefined(orNull(shape));
}

/**
 * An object or array of the shape, or a value of any other kind. Such a value has no members. It is read as `{}`,
 * because JavaScript strings have characters and a length.
 */
export function orOther(shape: JsonShape): JsonShape {
  const kind = shape === "array" || Array.isArray(shape) ? "array" : "object";
  return (...reading: Reading) => {
    if (kindOf(reading[0]) === kind) return readAs(shape, ...reading);
    return reading[0] == null ? reading[0] : {};
  };
}

/** The items of an array at some indexes. */
export function itemsAt(shapes: Readonly<Record<number, JsonShape>>): JsonShape {
  return Object.assign<JsonShape[], typeof shapes>([], shapes);
}

/** An array with at least `minLength` items, some of which have shapes. */
export function tupleOf(minLength: number, shapes: Readonly<Record<number, JsonShape>>): JsonShape {
  return (...[value, report, path]: Reading) => {
    const length = Array.isArray(value) ? value.length : Number.POSITIVE_INFINITY;
    for (const [index, shape] of Object.entries(shapes)) {
      if (Number(index) >= length && Number(index) < minLength)
        readAs(shape, undefined, report, [...path, index]);
    }
    return readAs(itemsAt(shapes), value, report, path);
  };
}

/** A string or number, usually one of these. A newer version of the API may send others. */
export function knownTexts(...texts: readonly (string | number)[]): JsonShape {
  const kind = typeof texts[0];
  return (...[value, report, path]: Reading) => {
    if (kindOf(value) === kind && !texts.some((text) => text === value)) {
      report({ path, expected: texts.map(String), found: `another ${kind}`, isTolerated: true });
    }
    return readAs(kind, value, report, path);
  };
}

/** A 64-bit integer. `JSON.parse` may have rounded an integer above 2^53. */
export const int64: JsonShape = (...[value, report, path]: Reading) => {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    report({ path, expected: ["safe integer"], found: "unsafe integer", isTolerated: true });
  }
  return readAs("number", value, report, path);
};

/** An array, all of whose items have the shape. */
export function eachItem(shape: JsonShape): JsonShape {
  return (...[value, ...rest]: Reading) =>
    readAs(Array.isArray(value) ? value.map(() => shape) : "array", value, ...rest);
}

/** An object, all of whose members have the shape. */
export function mapOf(shape: JsonShape): JsonShape {
  return (...[value, report, path]: Reading) => {
    const found = readAs("object", value, report, path);
    if (kindOf(found) !== "object") return found;
    // The names are data, so the path does not contain them.
    path.push("*");
    const members = Object.entries(found as Readonly<Record<string, unknown>>).map(
      ([name, member]) => [name, readAs(shape, member, report, path)],
    );
    path.pop();
    return Object.fromEntries(members);
  };
}

/** A value of all of these shapes. */
export function allShapes(...shapes: readonly JsonShape[]): JsonShape {
  return (...[value, report, path]: Reading) =>
    shapes.reduce((read: unknown, shape) => readAs(shape, read, report, path), value);
}

/** The result of a shape for a value. */
interface Result {
  readonly read: unknown;
  readonly found: readonly Unexpected[];
}

/**
 * A value of at least one of these shapes. If it has none of them, the problems of the shape that matches the most
 * levels are reported.
 */
export function eitherShape(...shapes: readonly JsonShape[]): JsonShape {
  // Results by path, which is one array for each response, and by value. Without them, the time would grow
  // exponentially with the depth of the response.
  const memory = new WeakMap<readonly string[], Map<unknown, Result>>();
  const choose = (value: unknown, path: string[]): Result => {
    const results = shapes.map((shape): Result => {
      const found: Unexpected[] = [];
      const report = (each: Unexpected) => found.push({ ...each, path: [...each.path] });
      return { read: readAs(shape, value, report, path), found };
    });
    const fitting = results.find(({ found }) => found.every((each) => each.isTolerated));
    if (fitting) return fitting;
    const depthOf = ({ found }: Result) => found[0]?.path.length ?? 0;
    const [furthest] = [...results].sort((a, b) => depthOf(b) - depthOf(a));
    if (furthest && depthOf(furthest) > path.length) return furthest;
    const expected = [...new Set(results.flatMap(({ found }) => found[0]?.expected ?? []))];
    return { read: value, found: [{ path: [...path], expected, found: kindOf(value) }] };
  };
  return (...[value, report, path]: Reading) => {
    const known = memory.get(path) ?? new Map<unknown, Result>();
    memory.set(path, known);
    const isObject = typeof value === "object" && value !== null;
    const result = (isObject && known.get(value)) || choose(value, path);
    if (isObject) known.set(value, result);
    result.found.forEach(report);
    return result.read;
  };
}

const maxDepth = 200;

/** A shape that can contain itself. */
export function namedShape(create: () => JsonShape): JsonShape {
  let shape: JsonShape | undefined;
  return (...[value, report, path]: Reading) => {
    if (path.length > maxDepth) {
      report({ path, expected: [`at most ${maxDepth} levels`], found: "a deeper value" });
      return value;
    }
    shape ??= create();
    return readAs(shape, value, report, path);
  };
}

/** Any value, but not its absence. */
export const present: JsonShape = (...[value, report, path]: Reading) => {
  if (value === undefined) report({ path, expected: ["value"], found: "undefined" });
  return value;
};

/** A string that is not empty. */
export const nonEmpty: JsonShape = (...[value, report, path]: Reading) => {
  if (value === "") report({ path, expected: ["non-empty string"], found: "empty string" });
  return readAs("string", value, report, path);
};

/** A value of one of these kinds, each with its own shape. */
export function byKind(shapes: Readonly<Record<string, JsonShape>>): JsonShape {
  return (...reading: Reading) => {
    const shape = readOwn(shapes, kindOf(reading[0]));
    return readAs(shape ?? Object.keys(shapes).join("|"), ...reading);
  };
}
