import type { SchemaUse } from "../../model/schema-use.js";
import { addToList } from "../../source/add-to-list.js";
import { takeName, toTypeName } from "../../source/identifiers.js";
import type { Located } from "../../source/located.js";
import { createKindTest } from "./allows-other-kinds.js";
import { anySchema, keyOf, refersTo, type SchemaCopy } from "./combine-schemas.js";
import { schemaKey } from "./components.js";
import { copySchema, copyValue, fileName } from "./copy-schema.js";
import type { References } from "./references.js";

/** The copy of a referenced schema for one use. */
export interface SchemaVariant {
  /** The name by which copies refer to this one. */
  readonly id: string;
  readonly at: Located;
  readonly use: SchemaUse;
  copy: SchemaCopy;
}

export interface SchemaVariants {
  readonly roots: ReadonlyMap<Located, SchemaCopy>;
  /** The schemas that the roots refer to, directly or not, in the order in which they are found. */
  readonly variants: readonly SchemaVariant[];
}

/** Copies schemas and all schemas that they refer to, once for each use. */
export function collectVariants(
  roots: readonly Located[],
  useOf: (root: Located) => SchemaUse,
  known: Pick<References, "components" | "diagnostics" | "resolve">,
): SchemaVariants {
  const variants = new Map<string, SchemaVariant>();
  const { resolve } = known;
  const references = { ...known, nameOf, allowsOtherKinds: createKindTest(resolve) };
  const copies = new Map(roots.map((root) => [root, copyValue(root, useOf(root), references)]));
  return { roots: copies, variants: [...variants.values()] };

  function nameOf(reference: Located, use: SchemaUse): string | undefined {
    const at = resolve(reference);
    if (!at) return undefined;
    const key = JSON.stringify([schemaKey(at), use.direction, use.place, use.isBase]);
    const known = variants.get(key);
    if (known) return known.id;
    const variant: SchemaVariant = { id: String(variants.size), at, use, copy: anySchema };
    variants.set(key, variant);
    variant.copy = copySchema(at, use, references);
    return variant.id;
  }
}

/**
 * Maps each variant to the variant that replaces it. Variants of a schema are merged unless they, or the
 * variants that they refer to, differ.
 */
export function mergeVariants(
  variants: readonly SchemaVariant[],
): ReadonlyMap<string, SchemaVariant> {
  let groups = groupBy(variants, ({ at }) => schemaKey(at));
  for (;;) {
    const group = new Map(groups.flatMap((members, index) => members.map(({ id }) => [id, index])));
    const finer = groups.flatMap((members) =>
      members.length === 1
        ? [members]
        : groupBy(members, ({ copy }) => keyOf(copy, (id) => String(group.get(id) ?? id))),
    );
    if (finer.length === groups.length) break;
    groups = finer;
  }
  return new Map(
    groups.flatMap((members) => {
      const [chosen] = [...members].sort((a, b) => rankOf(a) - rankOf(b));
      return members.flatMap(({ id }) => (chosen ? [[id, chosen] as const] : []));
    }),
  );
}

/** By rank: responses have the plain name of the schema, and other uses a name that says how it is used. */
const suffixes = ["", "Request", "Form", "Part", "Base", "RequestBase", "FormBase", "PartBase"];

function rankOf({ use: { direction, place, isBase } }: SchemaVariant): number {
  const base = isBase ? 4 : 0;
  if (place === "value") return direction === "request" ? base + 1 : base;
  return place === "form" ? base + 2 : base + 3;
}

/** Type names, by the IDs of the variants. */
export function nameVariants(
  chosen: ReadonlySet<SchemaVariant>,
  taken: Set<string>,
): ReadonlyMap<string, string> {
  const names = new Map([[fileName, fileName]]);
  const groups = groupBy([...chosen], ({ at }) => schemaKey(at)).map((members) =>
    [...members].sort((a, b) => rankOf(a) - rankOf(b)),
  );
  const plain = groups.map(([first]) => {
    const name = first ? takeName(plainName(first.at), taken) : "";
    if (first) names.set(first.id, name);
    return name;
  });
  for (const [index, [, ...others]] of groups.entries()) {
    for (const variant of others) {
      const wanted = `${plain[index]}${suffixes[rankOf(variant)]}`;
      names.set(variant.id, takeName(wanted, taken));
    }
  }
  return names;
}

const containers = ["schemas", "$defs", "definitions"];

/** A schema in a container such as `$defs` is named after its key; other schemas, after the end of their path. */
function plainName({ document, path }: Located): string {
  const words = path.filter((key) => typeof key === "string" && !/^(properties|items)$/.test(key));
  const container = path.findLastIndex((key) => containers.includes(String(key)));
  const file = document.source.path
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\.\w+$/, "");
  if (path.length === 0) return toTypeName(file || "Schema");
  if (container === path.length - 2) return toTypeName(String(path.at(-1)));
  const rest =
    container === -1 ? words.slice(-2) : words.slice(words.lastIndexOf(path[container] ?? "") + 1);
  return toTypeName(rest.join(" ") || "Schema");
}

/**
 * Removes references through which a schema contains itself without an object or array in between. They
 * add no constraint, and TypeScript rejects them.
 */
export function breakCycles(
  variants: readonly SchemaVariant[],
  byId: ReadonlyMap<string, SchemaVariant>,
): void {
  const done = new Set<string>();
  for (const variant of variants) visit(variant, new Set());

  function visit(variant: SchemaVariant, open: ReadonlySet<string>): void {
    if (done.has(variant.id)) return;
    const within = new Set([...open, variant.id]);
    variant.copy = withoutCycles(variant.copy, within);
    done.add(variant.id);
  }

  function withoutCycles(copy: SchemaCopy, open: ReadonlySet<string>): SchemaCopy {
    const id = refersTo(copy);
    const target = id === undefined ? undefined : byId.get(id);
    if (target && open.has(target.id)) return anySchema;
    if (target) visit(target, open);
    for (const key of ["allOf", "oneOf"] as const) {
      const members = copy[key] as SchemaCopy[] | undefined;
      if (!members) continue;
      const kept = members
        .map((member) => withoutCycles(member, open))
        .filter((member, index) => member !== anySchema || members[index] === anySchema);
      copy = kept.length > 0 ? ({ ...copy, [key]: kept } as SchemaCopy) : anySchema;
    }
    return copy;
  }
}

function groupBy<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) addToList(groups, keyOfItem(item), item);
  return [...groups.values()];
}
