import ts from "typescript";
import type { TypeText } from "../model/typed.js";
import { Code } from "./code.js";

/** What a value of a type can lack. */
interface Absence {
  readonly mayBeAbsent?: boolean;
  readonly allowsNull?: boolean;
}

/** A type, with what a value of it can lack, in the lines that it takes. */
export function viewType(
  type: TypeText,
  { mayBeAbsent = false, allowsNull = false }: Absence = {},
): Code {
  const isUnknown = type.typeText === "unknown";
  const node = parse(type);
  const types = node === undefined ? [] : ts.isUnionTypeNode(node) ? [...node.types] : [node];
  const printed = types.map(viewNode);
  if (allowsNull && !isUnknown) printed.push(Code.of`null`);
  if (mayBeAbsent && !isUnknown) printed.push(Code.of`undefined`);
  return Code.union(printed);
}

/** What a type is declared as: an object has a line for each property. */
export function viewDeclaredType(type: TypeText): Code {
  const node = parse(type);
  return node && ts.isTypeLiteralNode(node) && node.members.length > 0
    ? Code.block(node.members.map(viewMember))
    : viewType(type);
}

function parse({ typeText }: TypeText): ts.TypeNode | undefined {
  const file = ts.createSourceFile("t.ts", `type T = ${typeText};`, ts.ScriptTarget.ESNext, true);
  const [statement] = file.statements;
  return statement && ts.isTypeAliasDeclaration(statement) ? statement.type : undefined;
}

function viewNode(node: ts.TypeNode): Code {
  if (ts.isTypeLiteralNode(node)) {
    return Code.typeLiteral(node.members.map(viewMember));
  }
  if (ts.isUnionTypeNode(node)) return Code.union(node.types.map(viewNode));
  if (ts.isIntersectionTypeNode(node)) return Code.join(node.types.map(viewNode), " & ");
  if (ts.isParenthesizedTypeNode(node)) {
    return ts.isUnionTypeNode(node.type)
      ? Code.parenthesizedUnion(node.type.types.map(viewNode))
      : Code.of`(${viewNode(node.type)})`;
  }
  if (ts.isArrayTypeNode(node)) return Code.of`${viewNode(node.elementType)}[]`;
  if (ts.isTypeReferenceNode(node) && node.typeArguments) {
    const name = Code.type({ typeText: node.typeName.getText() });
    return Code.typeReference(name, node.typeArguments.map(viewNode));
  }
  return Code.type({ typeText: node.getText() });
}

function viewMember(member: ts.TypeElement): Code {
  const text = member.getSourceFile().text;
  const docs = (ts.getLeadingCommentRanges(text, member.pos) ?? []).map(
    ({ pos, end }) => Code.of`${Code.type({ typeText: text.slice(pos, end) })}\n`,
  );
  const hasType = ts.isPropertySignature(member) || ts.isIndexSignatureDeclaration(member);
  if (!hasType || !member.type) return Code.type({ typeText: member.getText() });
  const head = Code.type({ typeText: text.slice(member.getStart(), member.type.pos) });
  return Code.of`${Code.join(docs, "")}${head} ${viewNode(member.type)}`;
}
