/** A part of a description and where it is: a JSON Pointer from the root. */
export interface Part {
  readonly value: unknown;
  readonly pointer: string;
}

export type JsonObject = Record<string, unknown>;

/** An OpenAPI description, 3.0 or later, in one document. */
export class Description {
  readonly document: JsonObject;
  readonly root: Part;

  constructor(document: JsonObject) {
    this.document = document;
    this.root = { value: document, pointer: "" };
  }

  /** The part at the end of a path; references on the way are followed, and that at its end is not. */
  find(from: Part, ...path: readonly string[]): Part | undefined {
    let part: Part | undefined = from;
    for (const key of path) {
      const { value, pointer } = this.follow(part);
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return;
      part = { value: Reflect.get(value, key), pointer: `${pointer}/${escapeKey(key)}` };
    }
    return part;
  }

  /** The members of an object or the items of an array. */
  members(from: Part, ...path: readonly string[]): readonly (readonly [string, Part])[] {
    const found = this.find(from, ...path);
    const container = found && this.follow(found);
    if (!container || typeof container.value !== "object" || container.value === null) return [];
    return Object.entries(container.value).map(
      ([key, value]) =>
        [key, { value, pointer: `${container.pointer}/${escapeKey(key)}` }] as const,
    );
  }

  text(from: Part, ...path: readonly string[]): string | undefined {
    const value = this.find(from, ...path)?.value;
    return typeof value === "string" ? value : undefined;
  }

  /** What a reference leads to, or the part itself; a circle of references leads to nothing. */
  follow(part: Part): Part {
    const seen = new Set<unknown>();
    let found = part;
    while (isObject(found.value) && typeof found.value["$ref"] === "string") {
      if (seen.has(found.value)) return { value: undefined, pointer: found.pointer };
      seen.add(found.value);
      const keys = decodeURIComponent(found.value["$ref"].replace(/^.*#\/?/, "")).split("/");
      const path = keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
      found = this.find(this.root, ...path) ?? { value: undefined, pointer: found.pointer };
    }
    return found;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
