import { type GlobalContext, transformSchemaObject } from "openapi-typescript";
import ts from "typescript";
import type { SchemaUse } from "../../model/schema-use.js";
import type { NamedType, TypeText } from "../../model/typed.js";
import { docCommentText } from "../../source/comment-text.js";
import type { Located } from "../../source/located.js";
import { docKey, nameIn, refersTo, type SchemaCopy } from "./combine-schemas.js";
import { docOf } from "./copy-schema.js";
import { printType } from "./print-type.js";
import {
  breakCircles,
  collectVariants,
  mergeVariants,
  nameVariants,
  type SchemaVariant,
} from "./schema-variants.js";

/** Columns of the text of a doc comment; its indentation comes on top. */
const docWidth = 88;

export interface SchemaTypes {
  /** The type of each schema that was asked for. */
  readonly roots: ReadonlyMap<Located, TypeText>;
  /** The types of the schemas that these refer to, by name, in alphabetical order. */
  readonly named: readonly NamedType[];
}

export interface PrintOptions {
  /** Whether the properties of the schemas that are asked for are readonly. */
  readonly readonlyRoots?: boolean;
  /** For what a schema that is asked for describes values; for neither direction if not given. */
  readonly useOf?: (root: Located) => SchemaUse;
}

/**
 * Turns JSON Schemas into TypeScript types.
 *
 * @param resolve follows a reference, and reports one that leads nowhere
 * @param takenNames names that no type may have; those of the types are added
 */
export function printSchemaTypes(
  asked: readonly Located[],
  resolve: (reference: Located) => Located | undefined,
  takenNames: Set<string>,
  {
    readonlyRoots = false,
    useOf = () => ({ direction: "both", place: "value" }),
  }: PrintOptions = {},
): SchemaTypes {
  const { roots, variants } = collectVariants(asked, useOf, resolve);
  const merged = mergeVariants(variants);
  const chosen = new Set(merged.values());
  breakCircles([...chosen], merged);
  const names = nameVariants(chosen, takenNames);
  const nameOf = (id: string) => names.get(merged.get(id)?.id ?? id) ?? id;
  const context = createContext(merged);
  const print = (copy: SchemaCopy, isReadonly = false): TypeText => {
    const type = useNames(transformSchemaObject(copy, { path: "#", ctx: context }), nameOf);
    return { typeText: printType(isReadonly ? withReadonly(type) : type) };
  };
  return {
    roots: new Map([...roots].map(([root, copy]) => [root, print(copy, readonlyRoots)])),
    named: [...chosen]
      .map(({ id, at, copy }) => {
        const name = nameOf(id);
        return { name, type: print(copy), description: docOf(at) };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** What openapi-typescript needs to know; see its own options for the meaning of each. */
function createContext(schemas: ReadonlyMap<string, SchemaVariant>): GlobalContext {
  const optional = new Map(
    [...schemas].map(([id, { copy }]) => [id, optionalProperties(copy, schemas)]),
  );
  const context: Omit<GlobalContext, "redoc"> = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesNoSchemaPrefix: false,
    rootTypesKeepCasing: false,
    silent: true,
    transform: undefined,
    transformProperty: addDocComment,
    // It is asked only which properties another schema can make required.
    resolve: <Found>($ref: string) => ({ properties: optional.get(nameIn($ref)) }) as Found,
  };
  // Only the reading of files needs Redocly's configuration, and no file is read here.
  return context as GlobalContext;
}

/** The properties that a schema and its parts declare and do not require. */
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
  // Without a prototype, since `constructor` is a name like any other.
  const names: Record<string, true> = Object.create(null);
  for (const name of optional) names[name] = true;
  return names;
}

/** Makes the properties of an object type readonly; not what is in them. */
function withReadonly(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isTypeLiteralNode(type)) return type;
  const { factory } = ts;
  return factory.createTypeLiteralNode(
    type.members.map((member) => {
      if (!ts.isPropertySignature(member)) return member;
      const { name, questionToken, type: propertyType } = member;
      const modifiers = [factory.createModifier(ts.SyntaxKind.ReadonlyKeyword)];
      return factory.updatePropertySignature(member, modifiers, name, questionToken, propertyType);
    }),
  );
}

/** Puts the name of a schema where openapi-typescript writes `components["schemas"]["Name"]`. */
function useNames(type: ts.TypeNode, nameOf: (id: string) => string): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, undefined);
    if (ts.isPropertySignature(visited)) keepOwnComments(visited);
    if (ts.isIndexedAccessTypeNode(visited) && isSchemasAccess(visited.objectType)) {
      const { indexType } = visited;
      const isName = ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal);
      if (isName) return ts.factory.createTypeReferenceNode(nameOf(indexType.literal.text));
    }
    if (ts.isUnionTypeNode(visited)) return flattenUnion(visited);
    return isWithRequired(visited) ? requireProperties(visited) : visited;
  };
  const renamed = visit(type);
  return ts.isTypeNode(renamed) ? renamed : type;
}

/** A union in a union needs no parentheses. */
function flattenUnion(union: ts.UnionTypeNode): ts.TypeNode {
  const members = union.types.flatMap((type): readonly ts.TypeNode[] => {
    const inner = ts.isParenthesizedTypeNode(type) ? type.type : type;
    return ts.isUnionTypeNode(inner) ? inner.types : [type];
  });
  return ts.factory.createUnionTypeNode(members);
}

function isSchemasAccess(type: ts.TypeNode): boolean {
  return (
    ts.isIndexedAccessTypeNode(type) &&
    ts.isTypeReferenceNode(type.objectType) &&
    ts.isIdentifier(type.objectType.typeName) &&
    type.objectType.typeName.text === "components"
  );
}

function isWithRequired(node: ts.Node): node is ts.TypeReferenceNode {
  return (
    ts.isTypeReferenceNode(node) &&
    ts.isIdentifier(node.typeName) &&
    node.typeName.text === "WithRequired"
  );
}

/** `WithRequired<T, K>`, openapi-typescript's own helper, in the terms of TypeScript's library. */
function requireProperties({ typeArguments }: ts.TypeReferenceNode): ts.TypeNode {
  const [type, keys] = typeArguments ?? [];
  if (!type || !keys) return ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
  const picked = ts.factory.createTypeReferenceNode("Pick", [type, keys]);
  const required = ts.factory.createTypeReferenceNode("Required", [picked]);
  return ts.factory.createIntersectionTypeNode([type, required]);
}

/** Removes what openapi-typescript tells of a property whose type is printed already. */
function keepOwnComments(property: ts.PropertySignature): void {
  const comments = ts.getSyntheticLeadingComments(property) ?? [];
  const own = comments.filter(({ text }) => !/^[\s*]*@(constant|enum)\b/.test(text));
  ts.setSyntheticLeadingComments(property, own);
}

/** Gives a property the doc comment that its description asks for. */
function addDocComment(property: ts.PropertySignature, schema: object): ts.PropertySignature {
  const doc: unknown = Reflect.get(schema, docKey);
  if (typeof doc !== "string" || doc.trim() === "") return property;
  const text = docCommentText([[doc]], docWidth).slice(2, -2);
  const kind = ts.SyntaxKind.MultiLineCommentTrivia;
  return ts.addSyntheticLeadingComment(property, kind, text, true);
}
