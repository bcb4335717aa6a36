import ts from "typescript";
import { escapeUnseen } from "../../source/escape-unseen.js";

/** A type as code, in one line but for its doc comments. */
export function printType(type: ts.TypeNode): string {
  if (ts.isTypeLiteralNode(type)) return printMembers(type);
  if (ts.isParenthesizedTypeNode(type)) return `(${printType(type.type)})`;
  if (ts.isUnionTypeNode(type)) return type.types.map(printType).join(" | ");
  if (ts.isIntersectionTypeNode(type)) return type.types.map(printType).join(" & ");
  if (ts.isArrayTypeNode(type)) return `${printType(type.elementType)}[]`;
  if (ts.isTupleTypeNode(type)) return `[${type.elements.map(printType).join(", ")}]`;
  if (ts.isTypeReferenceNode(type)) {
    const name = ts.isIdentifier(type.typeName) ? type.typeName.text : "unknown";
    const list = type.typeArguments ? `<${type.typeArguments.map(printType).join(", ")}>` : "";
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

function printMembers({ members }: ts.TypeLiteralNode): string {
  if (members.length === 0) return "{}";
  const printed = members.map((member) => {
    const comments = ts.getSyntheticLeadingComments(member) ?? [];
    const docs = comments.map(({ text }) => `\n/*${text}*/\n`).join("");
    return `${docs}${printHead(member)} ${printMemberType(member)};`;
  });
  return `{ ${printed.join(" ")} }`;
}

function printMemberType(member: ts.TypeElement): string {
  const hasType = ts.isPropertySignature(member) || ts.isIndexSignatureDeclaration(member);
  return hasType && member.type ? printType(member.type) : "unknown";
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
