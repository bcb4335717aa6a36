import type { Place, SourceText } from "./source-text.js";

/** The keys and indexes that lead from the root of a document to one of its values. */
export type Path = readonly (string | number)[];

/** A parsed YAML or JSON file. */
export interface LoadedDocument {
  readonly source: SourceText;
  /** Plain data. */
  readonly value: unknown;
  /** The span of the value at a path or of its key; the span of the nearest enclosing value if the path does not exist. */
  readonly locate: (path: Path, part: "key" | "value") => Place;
  /** Differs if the same schemas have other meanings, because dynamic references in them lead elsewhere. */
  readonly variant?: string;
}

/** A value of a document, with its path. */
export interface Located {
  readonly document: LoadedDocument;
  readonly path: Path;
  readonly value: unknown;
}

export function rootOf(document: LoadedDocument): Located {
  return { document, path: [], value: document.value };
}

/**
 * A value that is not in a document, but is made of its values.
 * @param origin the value at a path, from which the made value at this path comes
 */
export function derive(
  value: unknown,
  from: Located,
  origin: (path: Path) => Located = () => from,
): Located {
  const locate: LoadedDocument["locate"] = (path, part) => {
    const { document, path: originalPath } = origin(path);
    return document.locate(originalPath, part);
  };
  return { document: { source: from.document.source, value, locate }, path: [], value };
}

/** Follows the keys one after the other; undefined if one does not exist. */
export function child(
  parent: Located | undefined,
  ...keys: readonly (string | number)[]
): Located | undefined {
  return keys.reduce((found: Located | undefined, key) => {
    if (!found || Object(found.value) !== found.value || !Object.hasOwn(Object(found.value), key))
      return undefined;
    const { document, path, value } = found;
    return { document, path: [...path, key], value: Reflect.get(Object(value), key) };
  }, parent);
}

/** The properties of an object, in the order of the document; empty for any other value. */
export function entriesOf(parent: Located | undefined): readonly (readonly [string, Located])[] {
  if (!parent || !isObject(parent.value)) return [];
  return Object.entries(parent.value).map(([key, value]) => [
    key,
    { document: parent.document, path: [...parent.path, key], value },
  ]);
}

/** The elements of an array; empty for any other value. */
export function itemsOf(parent: Located | undefined): readonly Located[] {
  if (!Array.isArray(parent?.value)) return [];
  return parent.value.map((value: unknown, index) => ({
    document: parent.document,
    path: [...parent.path, index],
    value,
  }));
}

/** The string under a key; undefined if the value is not a string. */
export function textAt(parent: Located | undefined, key: string): string | undefined {
  const value = child(parent, key)?.value;
  return typeof value === "string" ? value : undefined;
}

export function placeOf({ document, path }: Located): Place {
  return document.locate(path, "value");
}

/** The span of the value under a key, or of the parent if the key does not exist. */
export function placeAt(parent: Located, key: string): Place {
  return placeOf(child(parent, key) ?? parent);
}

export function keyPlaceOf({ document, path }: Located): Place {
  return document.locate(path, "key");
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
