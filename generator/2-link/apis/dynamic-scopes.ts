import {
  type DocumentNames,
  enclosingResource,
  type SchemaResource,
} from "../../model/schema-resources.js";
import { addToList } from "../../source/add-to-list.js";
import { child, type LoadedDocument, type Located, rootOf, textAt } from "../../source/located.js";

/** The schemas to which dynamic references lead, by their names. */
type Bindings = ReadonlyMap<string, Located>;

/** A document can combine resources in any number of ways. */
const mostVariants = 200;

export interface StaticReferences {
  readonly documents: readonly LoadedDocument[];
  readonly namesIn: (document: LoadedDocument) => DocumentNames;
  /** Where a reference leads without regard to the schemas that lead to it. */
  readonly follow: (reference: string, from: Located) => Located | undefined;
}

/**
 * Dynamic scopes of schemas. A schema whose dynamic references lead elsewhere, because of the resources on the way to the
 * schema, is a schema of a variant of its document.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-7.1
 */
export class DynamicScopes {
  readonly #references: StaticReferences;
  /** By variants of documents. */
  readonly #bindings = new Map<LoadedDocument, Bindings>();
  readonly #originals = new Map<LoadedDocument, LoadedDocument>();
  readonly #variants = new Map<string, LoadedDocument>();
  #dynamic: ReadonlySet<unknown> | undefined;

  constructor(references: StaticReferences) {
    this.#references = references;
  }

  originalOf(document: LoadedDocument): LoadedDocument {
    return this.#originals.get(document) ?? document;
  }

  /** @param target where the reference leads without regard to the schemas that lead to it */
  follow(reference: string, from: Located, target: Located): Located | "unknown" {
    const [, name = ""] = reference.split("#");
    const isDynamic = textAt(from, "$dynamicRef") === reference;
    if (!isDynamic || textAt(target, "$dynamicAnchor") !== name) return this.#enter(target, from);
    const bound = this.#bindings.get(from.document)?.get(name);
    if (!bound && this.#isWithinOther(from, name)) return "unknown";
    return this.#enter(bound ?? target, from);
  }

  /** The schema with the dynamic scope of a schema that leads to it. */
  #enter(target: Located, from: Located): Located | "unknown" {
    this.#dynamic ??= this.#findDynamic();
    const at = { ...target, document: this.originalOf(target.document) };
    if (!this.#dynamic.has(at.value)) return at;
    const [own, next] = [enclosingResource(from), enclosingResource(at)];
    const outer = this.#bindings.get(from.document) ?? new Map<string, Located>();
    const added = own.root.value === next.root.value ? [] : this.#anchorsOf(own);
    // The outermost resource decides. What the next resource itself binds is bound anew in it.
    const all = new Map([...added, ...outer]);
    const bindings = [...all].filter(
      ([, bound]) => enclosingResource(bound).root.value !== next.root.value,
    );
    if (bindings.length === 0) return at;
    const document = this.#variantOf(at.document, bindings);
    return document ? { ...at, document } : "unknown";
  }

  #variantOf(
    original: LoadedDocument,
    bindings: readonly (readonly [string, Located])[],
  ): LoadedDocument | undefined {
    const parts = bindings.map(([name, { document, path }]) => [name, document.source.path, path]);
    const key = JSON.stringify([
      original.source.path,
      parts.map((part) => JSON.stringify(part)).sort(),
    ]);
    const known = this.#variants.get(key);
    if (known || this.#variants.size >= mostVariants) return known;
    const variant = { ...original, variant: String(this.#variants.size + 1) };
    this.#variants.set(key, variant);
    this.#originals.set(variant, original);
    this.#bindings.set(variant, new Map(bindings));
    return variant;
  }

  #anchorsOf({ root }: SchemaResource): readonly (readonly [string, Located])[] {
    const names = this.#references.namesIn(this.originalOf(root.document));
    const anchors = names.anchors.get(root.value) ?? new Map<string, Located>();
    return [...anchors].filter(([name, at]) => textAt(at, "$dynamicAnchor") === name);
  }

  /** True if a resource that contains the resource of the schema binds the name, and may be on the way to the schema. */
  #isWithinOther(schema: Located, name: string): boolean {
    const { document } = schema;
    let { root } = enclosingResource(schema);
    while (root.path.length > 0) {
      const outside = child(rootOf(document), ...root.path.slice(0, -1));
      if (!outside) return false;
      const outer = enclosingResource(outside);
      const between = root.path.slice(outer.root.path.length);
      const isDefinition = between.some((key) =>
        /^(?:\$defs|definitions|schemas|components)$/.test(String(key)),
      );
      if (!isDefinition && this.#anchorsOf(outer).some(([each]) => each === name)) return true;
      root = outer.root;
    }
    return false;
  }

  /** The values that contain a dynamic reference, or that lead to one. */
  #findDynamic(): ReadonlySet<unknown> {
    const { documents, follow } = this.#references;
    const leading = new Map<unknown, unknown[]>();
    const found = new Set<unknown>();
    const seen = new Set<unknown>();
    const waiting = documents.map(rootOf);
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      const { value } = at;
      if (typeof value !== "object" || value === null || seen.has(value)) continue;
      seen.add(value);
      const reference = textAt(at, "$ref");
      const target = reference === undefined ? undefined : follow(reference, at);
      if (target) addToList(leading, target.value, value);
      if (textAt(at, "$dynamicRef") !== undefined) found.add(value);
      for (const [key, each] of Object.entries(value)) {
        const inner = child(at, key);
        if (!inner) continue;
        if (typeof each === "object") addToList(leading, each, value);
        waiting.push(inner);
      }
    }
    for (const value of found) for (const each of leading.get(value) ?? []) found.add(each);
    return found;
  }
}
