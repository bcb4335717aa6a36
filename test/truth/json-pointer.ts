/** The keys of a JSON Pointer. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function append(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The value at a pointer, or `undefined`. */
export function valueAt(root: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(
    (owner, key) =>
      typeof owner === "object" && owner !== null && Object.hasOwn(owner, key)
        ? Reflect.get(owner, key)
        : undefined,
    root,
  );
}

/** All pointers on the way to a pointer, from the root to the pointer itself. */
export function prefixesOf(pointer: string): readonly string[] {
  const parts = pointer.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** A copy in which `change` has changed the owner of the value at a pointer; `undefined` if there is no owner. */
export function changedAt(
  root: unknown,
  pointer: string,
  change: (owner: object, key: string) => void,
): { readonly root: unknown } | undefined {
  const copy = { root: structuredClone(root) };
  const keys = ["root", ...keysOf(pointer)];
  const last = keys.pop();
  const owner = keys.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    copy,
  );
  if (typeof owner !== "object" || owner === null || last === undefined) return undefined;
  change(owner, last);
  return copy;
}
