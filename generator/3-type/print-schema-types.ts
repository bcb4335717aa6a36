import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  type SchemaObject,
  scanDiscriminators,
  transformSchemaObject,
} from "openapi-typescript";
import ts from "typescript";
import { commentLines } from "../source/comment-text.js";
import { takeName, toTypeName } from "../source/identifiers.js";
import { type Located, textAt } from "../source/located.js";
import { breakLongUnions } from "./break-long-unions.js";
import { anySchema, copySchema, docKey } from "./copy-schema.js";
import type { NamedType, TypeText } from "./typed.js";

/** Columns of the text of a doc comment; its indentation comes on top. */
const docWidth = 88;

export interface SchemaTypes {
  /** The type of each schema that was asked for. */
  readonly roots: ReadonlyMap<Located, TypeText>;
  /** The types of the schemas that these refer to, by name, in alphabetical order. */
  readonly named: readonly NamedType[];
}

/**
 * Turns JSON Schemas into TypeScript types.
 *
 * @param resolve follows a reference, and reports one that leads nowhere
 * @param takenNames names that no type may have; those of the types are added
 * @param readonlyRoots whether the properties of the schemas that are asked for are readonly
 */
export function printSchemaTypes(
  roots: readonly Located[],
  resolve: (reference: Located) => Located | undefined,
  takenNames: Set<string>,
  { readonlyRoots = false } = {},
): SchemaTypes {
  const names = new Map<string, string>();
  const targets: Target[] = [];
  const nameReference = (reference: Located): string | undefined => {
    const at = resolve(reference);
    if (!at) return undefined;
    const key = JSON.stringify([at.document.source.path, ...at.path]);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = takeName(toTypeName(String(at.path.at(-1) ?? "Schema")), takenNames);
    names.set(key, name);
    const target: Target = { name, at, copy: anySchema };
    targets.push(target);
    target.copy = copySchema(at, nameReference);
    return name;
  };
  const copies = roots.map((root) => [root, copySchema(root, nameReference)] as const);
  const context = createContext(Object.fromEntries(targets.map(({ name, copy }) => [name, copy])));
  return {
    roots: new Map(copies.map(([root, copy]) => [root, printType(copy, context, readonlyRoots)])),
    named: targets
      .map(({ name, at, copy }) => ({
        name,
        type: printType(copy, context),
        description: textAt(at, "description"),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** A schema that another one refers to. */
interface Target {
  readonly name: string;
  readonly at: Located;
  copy: SchemaObject;
}

/** What openapi-typescript needs to know; see its own options for the meaning of each. */
function createContext(schemas: Record<string, SchemaObject>): GlobalContext {
  const document: OpenAPI3 = {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    components: { schemas },
  };
  const context: Omit<GlobalContext, "redoc"> = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    discriminators: scanDiscriminators(document, {}),
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
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: undefined,
    transformProperty: addDocComment,
    resolve: <Found>($ref: string) => schemas[$ref.split("/").at(-1) ?? ""] as Found | undefined,
  };
  // Only the reading of files needs Redocly's configuration, and no file is read here.
  return context as GlobalContext;
}

function printType(schema: SchemaObject, context: GlobalContext, isReadonly = false): TypeText {
  const type = transformSchemaObject(schema, { path: "#", ctx: context });
  const named = useNames(type);
  const alias = ts.factory.createTypeAliasDeclaration(
    undefined,
    "T",
    undefined,
    isReadonly ? withReadonly(named) : named,
  );
  const text = astToString(alias).trim();
  const indented = text.replace(/^( {4})+/gm, (spaces) => spaces.slice(spaces.length / 2));
  return { typeText: breakLongUnions(indented.slice("type T = ".length, -";".length)) };
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
function useNames(type: ts.TypeNode): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, undefined);
    if (ts.isPropertySignature(visited)) keepOwnComments(visited);
    if (ts.isIndexedAccessTypeNode(visited) && isSchemasAccess(visited.objectType)) {
      const { indexType } = visited;
      const isName = ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal);
      if (isName) return ts.factory.createTypeReferenceNode(indexType.literal.text);
    }
    return isWithRequired(visited) ? requireProperties(visited) : visited;
  };
  const renamed = visit(type);
  return ts.isTypeNode(renamed) ? renamed : type;
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
  const lines = typeof doc === "string" ? commentLines(doc, docWidth) : [];
  if (lines.length === 0) return property;
  const text =
    lines.length === 1
      ? `* ${lines[0]} `
      : `*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
  const kind = ts.SyntaxKind.MultiLineCommentTrivia;
  return ts.addSyntheticLeadingComment(property, kind, text, true);
}
