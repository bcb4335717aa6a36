import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { findTarget, targetOf } from "../../model/find-document.js";
import { limitsReference } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import type { DocumentGroup } from "../../model/loaded.js";
import {
  type DocumentNames,
  enclosingResource,
  findDocumentNames,
  type SchemaResource,
} from "../../model/schema-resources.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import {
  child,
  type LoadedDocument,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../../source/located.js";
import { percentDecoded } from "../../source/location.js";
import { DynamicScopes } from "./dynamic-scopes.js";

type Documents = Pick<DocumentGroup, "documents" | "identities" | "locations" | "names" | "map">;

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
      if (target === undefined || target === "unknown") {
        const isDynamic = target === "unknown";
        const place = placeOf(child(located, isDynamic ? "$dynamicRef" : "$ref") ?? located);
        const code = isDynamic ? "dynamic-reference" : "reference-not-found";
        if (!mayDangle) diagnostics.report(code, place, { reference });
        return undefined;
      }
      located = target;
    }
  };
}

class ReferenceFollower {
  readonly #group: Documents;
  /** Of documents that are made of others. */
  readonly #made = new Map<LoadedDocument, DocumentNames>();
  /** Undefined if no document has a dynamic reference. */
  readonly #scopes: DynamicScopes | undefined;

  constructor(group: Documents) {
    this.#group = group;
    const documents = group.locations.flatMap((location) => group.documents.get(location) ?? []);
    if (!documents.some(({ source }) => source.text.includes("$dynamicRef"))) return;
    this.#scopes = new DynamicScopes({
      documents,
      namesIn: (document) => this.#namesIn(document),
      follow: (reference, from) => this.#followStatically(reference, from),
    });
  }

  /**
   * The value that a reference leads to; the value can be a reference again. `unknown` if that depends on the schemas that
   * lead to the reference.
   */
  follow(reference: string, from: Located): Located | "unknown" | undefined {
    const target = this.#followStatically(reference, from);
    return target && (this.#scopes?.follow(reference, from, target) ?? target);
  }

  #followStatically(reference: string, from: Located): Located | undefined {
    const [file = "", fragment = ""] = reference.split("#");
    const base = enclosingResource(from);
    const root = file === "" ? base.root : this.#findRoot(file, from, base);
    const name = percentDecoded(fragment);
    const found = root && this.#findWithin(root, name);
    if (found || file !== "") return found;
    // Descriptions also have references of this kind in schemas with an `$id`.
    return this.#findWithin(rootOf(from.document), name);
  }

  #findRoot(url: string, { document }: Located, { uri: base }: SchemaResource) {
    const target = targetOf({ url, base, from: document.source.path }, this.#group.map);
    const own = this.#namesIn(document).resources.get(target.uri ?? "");
    return own?.root ?? findTarget(target, this.#group);
  }

  /** @param name a JSON Pointer, or an anchor */
  #findWithin(root: Located, name: string): Located | undefined {
    const pointer = parseJsonPointer(name);
    if (pointer) return child(root, ...pointer);
    const resource = enclosingResource(root);
    return this.#namesIn(root.document).anchors.get(resource.root.value)?.get(name);
  }

  #namesIn(document: LoadedDocument): DocumentNames {
    const original = this.#scopes?.originalOf(document) ?? document;
    const known = this.#group.names.get(original) ?? this.#made.get(document);
    const names = known ?? findDocumentNames(document);
    if (!known) this.#made.set(document, names);
    return names;
  }
}
