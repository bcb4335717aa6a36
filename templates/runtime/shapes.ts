/** Shapes that depend on the value. */

import type { Shape } from "./shape.js";

/** A value that may also be `null`. */
export function orNull(shape: Shape): Shape {
  return (value) => (value === null ? "null" : shape);
}

/** The items of an array at some indexes. */
export function items(shapes: Readonly<Record<number, Shape>>): Shape {
  return Object.assign<Shape[], typeof shapes>([], shapes);
}

/** A string that is probably one of these: a newer version of the API may send others. */
export function oneOf(...texts: readonly string[]): Shape {
  return (value, report) => {
    if (typeof value === "string" && !texts.includes(value)) {
      report({ expected: texts, found: "another string", isTolerated: true });
    }
    return "string";
  };
}

/** A 64-bit integer. JavaScript has rounded an integer beyond 2^53. */
export const int64: Shape = (value, report) => {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    report({ expected: ["integer"], found: "an integer beyond 2^53", isTolerated: true });
  }
  return "number";
};
