/** Shapes that depend on the value. */

import { kindOf, type Reading, readAs, type Shape } from "./shape.js";

/** A value that may also be `null`. */
export function orNull(shape: Shape): Shape {
  return (...reading: Reading) => readAs(reading[0] === null ? "null" : shape, ...reading);
}

/** A value that may also be `null` or absent. */
export function orNothing(shape: Shape): Shape {
  return (...reading: Reading) =>
    readAs(reading[0] === undefined ? "undefined" : orNull(shape), ...reading);
}

/**
 * An object or array of the shape, or a value of any other kind, of which only members are read. It has none, and reads
 * as `{}`, because in JavaScript a string has characters and a length.
 */
export function orOther(shape: Shape): Shape {
  const kind = shape === "array" || Array.isArray(shape) ? "array" : "object";
  return (...reading: Reading) => {
    if (kindOf(reading[0]) === kind) return readAs(shape, ...reading);
    return reading[0] == null ? reading[0] : {};
  };
}

/** The items of an array at some indexes. */
export function items(shapes: Readonly<Record<number, Shape>>): Shape {
  return Object.assign<Shape[], typeof shapes>([], shapes);
}

/** A string that is probably one of these: a newer version of the API may send others. */
export function oneOf(...texts: readonly string[]): Shape {
  return (...[value, report, path]: Reading) => {
    if (typeof value === "string" && !texts.includes(value)) {
      report({ path, expected: texts, found: "another string", isTolerated: true });
    }
    return readAs("string", value, report, path);
  };
}

/** A 64-bit integer. JavaScript has rounded an integer beyond 2^53. */
export const int64: Shape = (...[value, report, path]: Reading) => {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    report({ path, expected: ["integer"], found: "an integer beyond 2^53", isTolerated: true });
  }
  return readAs("number", value, report, path);
};
