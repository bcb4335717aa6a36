import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { limitsReference } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import type { DocumentGroup } from "../../model/loaded.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import {
  child,
  type LoadedDocument,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../../source/located.js";
import { locationOf, percentDecoded } from "../../source/location.js";
import {
  enclosingResource,
  findNamedSchemas,
  type NamedSchemas,
  type SchemaResource,
} from "./schema-resources.js";

type Documents = Pick<DocumentGroup, "documents" | "locations" | "map">;

export function createReferenceResolver(group: Documents, diagnostics: Diagnostics): Resolve {
  const follower = new ReferenceFollower(group);
  return (start, mayDangle) => {
    const seen = new Set<unknown>();
    for (let located = start; ; ) {
      const reference = textAt(located, "$ref");
      if (reference === undefined) return located;
      if (located !== start && limitsReference(located)) return located;
      const target = seen.has(located.value) ? undefined : follower.follow(reference, located);
      seen.add(located.value);
      if (!target) {
        const place = placeOf(child(located, "$ref") ?? located);
        if (!mayDangle) diagnostics.report("reference-not-found", place, { reference });
        return undefined;
      }
      located = target;
    }
  };
}

class ReferenceFollower {
  readonly #group: Documents;
  readonly #named = new Map<LoadedDocument, NamedSchemas>();

  constructor(group: Documents) {
    this.#group = group;
  }

  /** The value that a reference leads to; the value can be a reference again. */
  follow(reference: string, from: Located): Located | undefined {
    const [file = "", fragment = ""] = reference.split("#");
    const base = enclosingResource(from);
    const root = file === "" ? base.root : this.#findRoot(file, from, base);
    const name = percentDecoded(fragment);
    const found = root && this.#findWithin(root, name);
    if (found || file !== "") return found;
    // Descriptions also have references of this kind in schemas with an `$id`.
    return this.#findWithin(rootOf(from.document), name);
  }

  #findRoot(file: string, from: Located, base: SchemaResource): Located | undefined {
    const isPlain = base.root.path.length === 0;
    return (
      (isPlain && this.#documentAt(file, from)) ||
      this.#resourceAt(file, from, base) ||
      this.#documentAt(file, from)
    );
  }

  #documentAt(file: string, from: Located): Located | undefined {
    const { documents, map } = this.#group;
    const location = locationOf(file, from.document.source.path, map);
    const document = documents.get(location ?? "");
    return document && rootOf(document);
  }

  #resourceAt(file: string, from: Located, { uri }: SchemaResource): Located | undefined {
    if (!URL.canParse(file, uri)) return undefined;
    const { href } = new URL(file, uri);
    const { documents, locations } = this.#group;
    const all = [from.document, ...locations.flatMap((each) => documents.get(each) ?? [])];
    for (const document of all) {
      const resource = this.#namedIn(document).resources.get(href);
      if (resource) return resource.root;
    }
    return undefined;
  }

  /** @param name a JSON Pointer, or an anchor */
  #findWithin(root: Located, name: string): Located | undefined {
    const pointer = parseJsonPointer(name);
    if (pointer) return child(root, ...pointer);
    const resource = enclosingResource(root);
    return this.#namedIn(root.document).anchors.get(resource.root.value)?.get(name);
  }

  #namedIn(document: LoadedDocument): NamedSchemas {
    const known = this.#named.get(document) ?? findNamedSchemas(document);
    this.#named.set(document, known);
    return known;
  }
}
