import ts from "typescript";
import { keyword, type TypeKeyword, type TypeMember, type TypeNode } from "./type-node.js";

/** Parses TypeScript code; `unknown` if the code is not a type. */
export function parseType(text: string): TypeNode {
  const file = ts.createSourceFile("type.ts", `type T = ${text};`, ts.ScriptTarget.ESNext);
  const [statement] = file.statements;
  return statement && ts.isTypeAliasDeclaration(statement)
    ? readTypeNode(statement.type)
    : keyword("unknown");
}

export interface TypeReader {
  /** Reads nested types; `readTypeNode` by default. */
  readonly read?: (type: ts.TypeNode) => TypeNode;
  readonly docOf?: (property: ts.PropertySignature) => string | undefined;
}

/** Converts a syntax tree of TypeScript. A type that describes no JSON value, such as a function, becomes `unknown`. */
export function readTypeNode(type: ts.TypeNode, reader: TypeReader = {}): TypeNode {
  const { read = (inner: ts.TypeNode) => readTypeNode(inner, reader) } = reader;
  const keywordName = keywords.get(type.kind);
  if (keywordName) return keyword(keywordName);
  if (ts.isParenthesizedTypeNode(type)) return read(type.type);
  if (ts.isLiteralTypeNode(type)) return readLiteral(type);
  if (ts.isTypeReferenceNode(type)) return readReference(type, read);
  if (ts.isArrayTypeNode(type)) return { kind: "array", element: read(type.elementType) };
  if (ts.isTupleTypeNode(type)) return readTuple(type, read);
  if (ts.isIntersectionTypeNode(type)) {
    return { kind: "intersection", members: type.types.map((each) => read(each)) };
  }
  if (ts.isUnionTypeNode(type)) {
    const members = type.types.map((each) => read(each));
    return {
      kind: "union",
      members: members.flatMap((member) => (member.kind === "union" ? member.members : [member])),
    };
  }
  if (ts.isTypeLiteralNode(type)) {
    return {
      kind: "object",
      members: type.members.flatMap((member) => readMember(member, read, reader.docOf)),
    };
  }
  return keyword("unknown");
}

const keywords: ReadonlyMap<ts.SyntaxKind, TypeKeyword> = new Map([
  [ts.SyntaxKind.AnyKeyword, "any"],
  [ts.SyntaxKind.NeverKeyword, "never"],
  [ts.SyntaxKind.UndefinedKeyword, "undefined"],
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
  [ts.SyntaxKind.ObjectKeyword, "object"],
]);

function readLiteral({ literal }: ts.LiteralTypeNode): TypeNode {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return keyword("null");
  if (literal.kind === ts.SyntaxKind.TrueKeyword) return { kind: "literal", value: true };
  if (literal.kind === ts.SyntaxKind.FalseKeyword) return { kind: "literal", value: false };
  if (ts.isStringLiteral(literal)) return { kind: "literal", value: literal.text };
  if (ts.isNumericLiteral(literal)) return { kind: "literal", value: Number(literal.text) };
  const isNegative = ts.isPrefixUnaryExpression(literal) && ts.isNumericLiteral(literal.operand);
  return isNegative
    ? { kind: "literal", value: -Number(literal.operand.text) }
    : keyword("unknown");
}

function readReference(
  { typeName, typeArguments = ts.factory.createNodeArray() }: ts.TypeReferenceNode,
  read: (type: ts.TypeNode) => TypeNode,
): TypeNode {
  const args = typeArguments.map((each) => read(each));
  if (ts.isIdentifier(typeName)) {
    return { kind: "reference", namespace: undefined, name: typeName.text, arguments: args };
  }
  const { left, right } = typeName;
  return ts.isIdentifier(left)
    ? { kind: "reference", namespace: left.text, name: right.text, arguments: args }
    : keyword("unknown");
}

function readTuple(
  { elements }: ts.TupleTypeNode,
  read: (type: ts.TypeNode) => TypeNode,
): TypeNode {
  const rest = elements.find(ts.isRestTypeNode)?.type;
  const fixed = elements.filter((each) => !ts.isRestTypeNode(each));
  return {
    kind: "tuple",
    elements: fixed.map((each) => read(ts.isOptionalTypeNode(each) ? each.type : each)),
    minLength: fixed.filter((each) => !ts.isOptionalTypeNode(each)).length,
    rest: rest && ts.isArrayTypeNode(rest) ? read(rest.elementType) : undefined,
  };
}

function readMember(
  member: ts.TypeElement,
  read: (type: ts.TypeNode) => TypeNode,
  docOf: TypeReader["docOf"],
): readonly TypeMember[] {
  if (ts.isIndexSignatureDeclaration(member)) {
    const name = member.parameters[0]?.name;
    const parameter = name && ts.isIdentifier(name) ? name.text : "key";
    return [{ kind: "index", parameter, type: read(member.type) }];
  }
  if (!ts.isPropertySignature(member) || !member.type) return [];
  const { name, modifiers = [], questionToken, type } = member;
  if (!ts.isIdentifier(name) && !ts.isStringLiteral(name) && !ts.isNumericLiteral(name)) return [];
  return [
    {
      kind: "property",
      name: name.text,
      isOptional: questionToken !== undefined,
      isReadonly: modifiers.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword),
      doc: docOf?.(member),
      type: read(type),
    },
  ];
}
