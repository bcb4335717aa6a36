/** Properties of objects whose keys come from elsewhere. */

/**
 * Reads an own property, so that keys such as `constructor` and `__proto__` find nothing inherited. An inherited
 * property reads as `undefined`.
 */
export function readOwn<Value>(
  object: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined {
  // Object.hasOwn needs the library of ES2022.
  return Object.getOwnPropertyDescriptor(object, key) === undefined ? undefined : object[key];
}
