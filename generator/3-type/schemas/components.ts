import { isSwagger } from "../../model/description.js";
import { discriminatorPropertyOf, membersOf } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import { addToList } from "../../source/add-to-list.js";
import { child, entriesOf, type Located, rootOf, textAt } from "../../source/located.js";

/** The named schemas of one document. */
interface NamedSchemas {
  readonly byName: ReadonlyMap<string, Located>;
  /** The names of a schema, by its key. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** The schemas that have a schema in their `allOf`, by the key of that schema. */
  readonly extensions: ReadonlyMap<string, readonly Located[]>;
}

/**
 * The named schemas of a description, to which discriminators refer. The names are those of the entry document, also in
 * other files.
 * @see https://spec.openapis.org/oas/v3.1.1.html#resolving-implicit-connections
 */
export class Components {
  readonly #resolve: Resolve;
  readonly #description: Located | undefined;
  readonly #named = new Map<unknown, NamedSchemas>();
  /** By the key of the parent, and by their own keys. */
  readonly #children = new Map<string, ReadonlyMap<string, Located>>();

  /** @param description the OpenAPI Object of the entry document */
  constructor(resolve: Resolve, description: Located | undefined) {
    this.#resolve = resolve;
    this.#description = description;
  }

  /**
   * The schemas that a parent stands for, because it has a discriminator: those that its mapping selects, and those that
   * have it in their `allOf`, directly or not.
   * @see https://spec.openapis.org/oas/v3.1.1.html#discriminator-object
   */
  childrenOf(parent: Located): readonly Located[] {
    return [...this.#childrenByKey(parent).values()];
  }

  isChild(schema: Located, parent: Located): boolean {
    return this.#childrenByKey(parent).has(schemaKey(schema));
  }

  #childrenByKey(parent: Located): ReadonlyMap<string, Located> {
    if (!isParent(parent)) return new Map();
    const parentKey = schemaKey(parent);
    const known = this.#children.get(parentKey);
    if (known) return known;
    const mapping = entriesOf(child(parent, "discriminator", "mapping"));
    const mapped = mapping.flatMap(([, entry]) => this.mappedTo(entry) ?? []);
    const found = new Map([parent, ...mapped].map((each) => [schemaKey(each), each]));
    for (const [key] of found) {
      for (const { extensions } of this.#namedFor(parent)) {
        for (const each of extensions.get(key) ?? []) found.set(schemaKey(each), each);
      }
    }
    found.delete(parentKey);
    this.#children.set(parentKey, found);
    return found;
  }

  /** The schema that an entry of a mapping, which is a name or a reference, selects. */
  mappedTo(entry: Located): Located | undefined {
    const name = entry.value;
    if (typeof name !== "string") return undefined;
    const byName = this.#namedFor(entry).flatMap((each) => each.byName.get(name) ?? []);
    const [selected = { ...entry, value: { $ref: name } }] = byName;
    return this.#resolve(selected, "may dangle");
  }

  namesOf(schema: Located): readonly string[] {
    return this.#namedFor(schema).flatMap(({ names }) => names.get(schemaKey(schema)) ?? []);
  }

  /** The schemas of the entry document, and of the file of a schema. */
  #namedFor({ document }: Located): readonly NamedSchemas[] {
    const own = rootOf(document);
    const entry = this.#description;
    const roots = entry && entry.document !== document ? [entry, own] : [own];
    return roots.map((root) => {
      const named = this.#named.get(root.value) ?? this.#read(root);
      this.#named.set(root.value, named);
      return named;
    });
  }

  #read(root: Located): NamedSchemas {
    const byName = new Map(schemasIn(root));
    const names = new Map<string, string[]>();
    const extensions = new Map<string, Located[]>();
    for (const [name, named] of byName) {
      const schema = this.#resolve(named, "may dangle");
      if (!schema) continue;
      addToList(names, schemaKey(schema), name);
      for (const member of membersOf(schema, "allOf")) {
        const isReference = textAt(member, "$ref") !== undefined;
        const base = isReference ? this.#resolve(member, "may dangle") : undefined;
        if (base) addToList(extensions, schemaKey(base), schema);
      }
    }
    return { byName, names, extensions };
  }
}

/** Equal for one place of a document, where it has the same meaning. */
export function schemaKey({ document, path }: Located): string {
  const { source, variant = "" } = document;
  return JSON.stringify([source.path, variant, ...path]);
}

/** True for a schema that leaves it to its children to describe the values of its discriminator. */
function isParent(schema: Located): boolean {
  const isUnion = child(schema, "oneOf") ?? child(schema, "anyOf");
  return !isUnion && discriminatorPropertyOf(schema) !== undefined;
}

/** A file of schemas alone has them at its root. */
function schemasIn(root: Located): readonly (readonly [string, Located])[] {
  if (isSwagger(root)) return entriesOf(child(root, "definitions"));
  return entriesOf(child(root, "components", "schemas") ?? child(root, "$defs") ?? root);
}
