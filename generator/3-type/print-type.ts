import ts from "typescript";
import { escapeUnseen } from "../source/escape-unseen.js";

const lineWidth = 99;

/**
 * A type as code. An object has a line for each property; a union that is too long for a line, one for
 * each member.
 *
 * @param column how much comes before it on its first line
 */
export function printType(type: ts.TypeNode, column: number): string {
  return print(type, { indent: "", column });
}

interface Position {
  readonly indent: string;
  readonly column: number;
}

function print(type: ts.TypeNode, at: Position): string {
  if (ts.isTypeLiteralNode(type)) return printMembers(type, at);
  if (ts.isParenthesizedTypeNode(type)) return printGroup(type.type, at);
  if (ts.isUnionTypeNode(type)) return printParts(type.types, "|", at);
  if (ts.isIntersectionTypeNode(type)) return printParts(type.types, "&", at);
  if (ts.isArrayTypeNode(type)) return `${print(type.elementType, at)}[]`;
  if (ts.isTupleTypeNode(type)) return `[${printList(type.elements, at)}]`;
  if (ts.isTypeReferenceNode(type)) {
    const name = ts.isIdentifier(type.typeName) ? type.typeName.text : "unknown";
    const list = type.typeArguments ? `<${printList(type.typeArguments, at)}>` : "";
    return `${escapeUnseen(name)}${list}`;
  }
  // openapi-typescript makes an identifier of the text of a string literal.
  if (isIdentifier(type)) return escapeUnseen(type.text);
  return printer.printNode(ts.EmitHint.Unspecified, type, emptyFile);
}

const printer = ts.createPrinter({ removeComments: true });
const emptyFile = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext);

function isIdentifier(node: ts.Node): node is ts.Identifier {
  return ts.isIdentifier(node);
}

function printGroup(type: ts.TypeNode, { indent, column }: Position): string {
  const text = print(type, { indent, column: column + 1 });
  if (!text.startsWith("\n")) return `(${text})`;
  return `(${text}\n${indent})`;
}

function printList(types: readonly ts.TypeNode[], at: Position): string {
  return types.map((type) => print(type, { ...at, column: at.column + 1 })).join(", ");
}

/** In one line if it fits, but for the objects in it; not so a union of several of these. */
function printParts(
  types: readonly ts.TypeNode[],
  operator: "|" | "&",
  { indent, column }: Position,
): string {
  const line = types.map((type) => print(type, { indent, column })).join(` ${operator} `);
  const lines = line.split("\n");
  const isOpen = operator === "&" || (types.filter(isMultiline).length <= 1 && types.length <= 2);
  const fits = column + (lines[0]?.length ?? 0) <= lineWidth;
  if (fits && (lines.length === 1 || isOpen)) return line;
  const deeper = `${indent}    `;
  const parts = types.map((type) => print(type, { indent: deeper, column: deeper.length }));
  return parts.map((part) => `\n${indent}  ${operator} ${part}`).join("");
}

function isMultiline(type: ts.TypeNode): boolean {
  return ts.isTypeLiteralNode(type) && type.members.length > 0;
}

function printMembers({ members }: ts.TypeLiteralNode, { indent }: Position): string {
  if (members.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = members.map((member) => {
    const comments = ts.getSyntheticLeadingComments(member) ?? [];
    const docs = comments.map(({ text }) => `/*${text}*/\n`.replaceAll("\n", `\n${inner}`));
    const head = printHead(member);
    const type = memberType(member);
    const position = { indent: inner, column: inner.length + head.length + 1 };
    const text = type ? print(type, position) : "unknown";
    return `${inner}${docs.join("")}${head}${text.startsWith("\n") ? "" : " "}${text};`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function memberType(member: ts.TypeElement): ts.TypeNode | undefined {
  return ts.isPropertySignature(member) || ts.isIndexSignatureDeclaration(member)
    ? member.type
    : undefined;
}

/** What stands before the type of a property. */
function printHead(member: ts.TypeElement): string {
  if (!ts.isPropertySignature(member)) return "[key: string]:";
  const isReadonly = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);
  return `${isReadonly ? "readonly " : ""}${printName(member.name)}${member.questionToken ? "?" : ""}:`;
}

function printName(name: ts.PropertyName): string {
  if (ts.isIdentifier(name)) return name.text;
  if (ts.isNumericLiteral(name)) return JSON.stringify(name.text);
  return ts.isStringLiteral(name) ? escapeUnseen(JSON.stringify(name.text)) : '"unknown"';
}
