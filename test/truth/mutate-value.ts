import { changedAt, valueAt } from "./json-pointer.js";

/** One wrong, or at least other, value in place of a right one. */
export interface ValueMutant {
  /** Such as `null` or `string → number`. */
  readonly kind: string;
  readonly root: unknown;
}

/** Every mutant of the value at a pointer. */
export function mutantsOf(root: unknown, pointer: string): readonly ValueMutant[] {
  const value = valueAt(root, pointer);
  const kind = kindOf(value);
  const replacements = [
    ...(value === null ? [] : [["null", null] as const]),
    ...replacementsOf(value).map(([name, other]) => [`${kind} → ${name}`, other] as const),
  ];
  const replaced = replacements.map(([name, other]) => ({
    kind: name,
    changed: changedAt(root, pointer, (owner, key) => Reflect.set(owner, key, other)),
  }));
  const dropped = { kind: "dropped", changed: pointer === "" ? undefined : drop(root, pointer) };
  return [dropped, ...replaced].flatMap(({ kind, changed }) =>
    changed ? [{ kind, root: changed.root }] : [],
  );
}

function drop(root: unknown, pointer: string) {
  return changedAt(root, pointer, (owner, key) => {
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else Reflect.deleteProperty(owner, key);
  });
}

function replacementsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value === "string") {
    const upper = value.toUpperCase();
    const otherCase = value === upper ? value.toLowerCase() : upper;
    return [
      ["number", 12345],
      ["boolean", true],
      ["array", [value]],
      ["object", { value }],
      ["empty string", ""],
      ["other string", "UNKNOWN_VALUE"],
      ...(otherCase === value ? [] : [["other case", otherCase] as const]),
    ];
  }
  if (typeof value === "number") {
    return [
      ["string", String(value)],
      ["object", { value }],
      ["fraction", value + 0.5],
      ["unsafe integer", 2 ** 53 + 2],
    ];
  }
  if (typeof value === "boolean") {
    return [
      ["string", String(value)],
      ["number", value ? 1 : 0],
      ["other boolean", !value],
    ];
  }
  if (Array.isArray(value)) {
    return [
      ["string", "text"],
      ["object", {}],
      ["its item", value[0] ?? "text"],
      ["empty array", []],
      ["array of null", [null]],
      ["array of a string", ["text"]],
      ["second item null", [...value.slice(0, 1), null]],
      ["second item empty", [...value.slice(0, 1), {}]],
    ];
  }
  if (typeof value === "object" && value !== null) {
    return [
      ["string", "text"],
      ["number", 7],
      ["array", [value]],
      ["empty object", {}],
    ];
  }
  return [
    ["string", "text"],
    ["object", {}],
  ];
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
