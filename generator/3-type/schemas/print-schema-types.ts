import {
  type GlobalContext,
  type TransformNodeOptions,
  transformSchemaObject,
} from "openapi-typescript";
import ts from "typescript";
import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Resolve } from "../../model/linked.js";
import { readTypeNode } from "../../model/read-type-node.js";
import type { SchemaUse } from "../../model/schema-use.js";
import { keyword, reference, type TypeNode } from "../../model/type-node.js";
import type { NamedType } from "../../model/typed.js";
import type { Located } from "../../source/located.js";
import { asSchema, docKey, nameIn, refersTo, type SchemaCopy } from "./combine-schemas.js";
import { Components } from "./components.js";
import { docOf } from "./doc-comments.js";
import {
  breakCycles,
  collectVariants,
  mergeVariants,
  nameVariants,
  type SchemaVariant,
} from "./schema-variants.js";

export interface SchemaTypes {
  readonly roots: ReadonlyMap<Located, TypeNode>;
  /** The types of the schemas that the roots refer to, sorted by name. */
  readonly named: readonly NamedType[];
}

export interface PrintOptions {
  /** The properties of the root schemas become readonly. */
  readonly readonlyRoots?: boolean;
  /** The use of a root schema. By default, values in both directions. */
  readonly useOf?: (root: Located) => SchemaUse;
  /** The OpenAPI Object of the entry document. */
  readonly description?: Located | undefined;
  /** Undefined for schemas that were checked. */
  readonly diagnostics?: Diagnostics | undefined;
}

/**
 * Converts JSON Schemas to TypeScript types.
 *
 * @param takenNames names that no type may have; the names of the types are added
 */
export function printSchemaTypes(
  schemas: readonly Located[],
  resolve: Resolve,
  takenNames: Set<string>,
  {
    readonlyRoots = false,
    useOf = () => ({ direction: "both", place: "value" }),
    description,
    diagnostics,
  }: PrintOptions = {},
): SchemaTypes {
  const components = new Components(resolve, description);
  const { roots, variants } = collectVariants(schemas, useOf, { components, diagnostics, resolve });
  const merged = mergeVariants(variants);
  const chosen = new Set(merged.values());
  breakCycles([...chosen], merged);
  const names = nameVariants(chosen, takenNames);
  const nameOf = (id: string) => names.get(merged.get(id)?.id ?? id) ?? id;
  const docs = new WeakMap<ts.PropertySignature, string>();
  const context = createContext(merged, docs);
  const read = createTypeReader(nameOf, docs);
  const typeOf = (copy: SchemaCopy) =>
    read(transformSchemaObject(copy, { path: "#", ctx: context }));
  return {
    roots: new Map(
      [...roots].map(([root, copy]) => {
        const type = typeOf(copy);
        return [root, readonlyRoots ? withReadonly(type) : type];
      }),
    ),
    named: [...chosen]
      .map(({ id, at, copy }) => {
        const name = nameOf(id);
        return { name, type: typeOf(copy), description: docOf(at), at };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Keywords that carry more than TypeScript prints. openapi-typescript treats them like any `number` and `null`. */
const markedTypes: readonly {
  readonly type: string;
  readonly format: string;
  readonly syntax: ts.TypeNode;
  readonly node: TypeNode;
}[] = [
  {
    type: "number",
    format: "int64",
    syntax: ts.factory.createKeywordTypeNode(ts.SyntaxKind.NumberKeyword),
    node: { kind: "keyword", name: "number", format: "int64" },
  },
  {
    type: "null",
    format: "other-kinds",
    syntax: ts.factory.createLiteralTypeNode(ts.factory.createNull()),
    node: { kind: "keyword", name: "null", hasOtherKinds: true },
  },
];

/** A tuple such as `[string, number?, ...unknown[]]`, where openapi-typescript would make all elements required and the last. */
function tupleSyntax(
  { prefixItems, minItems, items }: SchemaCopy,
  options: TransformNodeOptions,
): ts.TypeNode | undefined {
  if (!Array.isArray(prefixItems)) return undefined;
  const elements = prefixItems.map((item: SchemaCopy, index) => {
    const element = transformSchemaObject(item, options);
    return index < Number(minItems) ? element : ts.factory.createOptionalTypeNode(element);
  });
  if (items === undefined) return ts.factory.createTupleTypeNode(elements);
  const rest = ts.factory.createArrayTypeNode(transformSchemaObject(items as SchemaCopy, options));
  return ts.factory.createTupleTypeNode([...elements, ts.factory.createRestTypeNode(rest)]);
}

/** The settings that openapi-typescript needs to convert single schemas. Other settings only turn on features. */
function createContext(
  schemas: ReadonlyMap<string, SchemaVariant>,
  docs: WeakMap<ts.PropertySignature, string>,
): GlobalContext {
  const optional = new Map(
    [...schemas].map(([id, { copy }]) => [id, optionalProperties(copy, schemas)]),
  );
  const context: Partial<GlobalContext> = {
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    injectFooter: [],
    transform: (schema, options) =>
      markedTypes.find(({ type, format }) => type === schema.type && format === schema.format)
        ?.syntax ?? tupleSyntax(asSchema({ ...schema }), options),
    transformProperty: (property, schema) => {
      const doc: unknown = Reflect.get(schema, docKey);
      if (typeof doc === "string" && doc.trim() !== "") docs.set(property, doc);
      return property;
    },
    // Called only to find the properties that another schema can make required.
    resolve: <Found>($ref: string) => ({ properties: optional.get(nameIn($ref)) }) as Found,
  };
  return context as GlobalContext;
}

/** The properties that a schema and its parts declare but do not require. */
function optionalProperties(
  copy: SchemaCopy,
  schemas: ReadonlyMap<string, SchemaVariant>,
): Readonly<Record<string, true>> {
  const declared = new Set<string>();
  const required = new Set<string>();
  const seen = new Set<SchemaCopy>();
  const visit = (part: SchemaCopy): void => {
    if (seen.has(part)) return;
    seen.add(part);
    const target = schemas.get(refersTo(part) ?? "");
    if (target) visit(target.copy);
    for (const name of Object.keys(part.properties ?? {})) declared.add(name);
    for (const name of (part.required as readonly string[] | undefined) ?? []) required.add(name);
    for (const member of (part.allOf as readonly SchemaCopy[] | undefined) ?? []) visit(member);
  };
  visit(copy);
  const optional = [...declared].filter((name) => !required.has(name));
  // Without a prototype, because `constructor` is a possible name.
  const names: Record<string, true> = Object.create(null);
  for (const name of optional) names[name] = true;
  return names;
}

/** Makes the properties of an object type readonly, but not their values. */
function withReadonly(type: TypeNode): TypeNode {
  if (type.kind !== "object") return type;
  const members = type.members.map((member) =>
    member.kind === "property" ? { ...member, isReadonly: true } : member,
  );
  return { kind: "object", members };
}

/** Reads the syntax trees of openapi-typescript, and replaces the IDs of schemas by names. */
function createTypeReader(
  nameOf: (id: string) => string,
  docs: WeakMap<ts.PropertySignature, string>,
): (type: ts.TypeNode) => TypeNode {
  return read;

  function read(type: ts.TypeNode): TypeNode {
    const id = referencedSchema(type);
    if (id !== undefined) return reference(nameOf(id));
    const marked = markedTypes.find(({ syntax }) => syntax === type);
    if (marked) return marked.node;
    if (isWithRequired(type)) return requireProperties(type);
    // openapi-typescript represents a string literal as an identifier whose name has quotes.
    if (isIdentifier(type)) return { kind: "literal", value: String(JSON.parse(type.text)) };
    return readTypeNode(type, { read, docOf: (property) => docs.get(property) });
  }

  /** `WithRequired<T, K>`, a helper of openapi-typescript, as `T & Required<Pick<T, K>>`. */
  function requireProperties({ typeArguments }: ts.TypeReferenceNode): TypeNode {
    const [type, keys] = typeArguments ?? [];
    if (!type || !keys) return keyword("unknown");
    const whole = read(type);
    const required = reference("Required", reference("Pick", whole, read(keys)));
    return { kind: "intersection", members: [whole, required] };
  }
}

/** The id in `components["schemas"]["id"]`. */
function referencedSchema(type: ts.TypeNode): string | undefined {
  if (!ts.isIndexedAccessTypeNode(type) || !ts.isIndexedAccessTypeNode(type.objectType)) return;
  const { indexType } = type;
  const isId = ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal);
  return isId ? indexType.literal.text : undefined;
}

function isWithRequired(type: ts.TypeNode): type is ts.TypeReferenceNode {
  return (
    ts.isTypeReferenceNode(type) &&
    ts.isIdentifier(type.typeName) &&
    type.typeName.text === "WithRequired"
  );
}

function isIdentifier(node: ts.Node): node is ts.Identifier {
  return ts.isIdentifier(node);
}
