/** Reads properties of objects by untrusted keys. */

/** Reads an own property. An inherited property, such as `constructor` or `__proto__`, reads as `undefined`. */
export function readOwn<Value>(
  object: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined {
  // Object.hasOwn needs the library of ES2022.
  return Object.getOwnPropertyDescriptor(object, key) === undefined ? undefined : object[key];
}
