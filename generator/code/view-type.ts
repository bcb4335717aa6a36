import {
  isParenthesized,
  keyword,
  type TypeMember,
  type TypeNode,
  union,
} from "../model/type-node.js";
import { Code } from "./code.js";

/** The width of a property's doc comment, in columns. */
const docWidth = 88;

/** The values besides those of its type that an expression can have. */
interface Absence {
  readonly mayBeAbsent?: boolean;
  readonly allowsNull?: boolean;
}

export function viewType(
  type: TypeNode,
  { mayBeAbsent = false, allowsNull = false }: Absence = {},
): Code {
  const absent = [
    ...(allowsNull ? [keyword("null")] : []),
    ...(mayBeAbsent ? [keyword("undefined")] : []),
  ];
  return viewNode(union([type, ...absent]));
}

/** The type of a declaration: each property of an object has its own line. */
export function viewDeclaredType(type: TypeNode): Code {
  return type.kind === "object" && type.members.length > 0
    ? Code.block(type.members.map(viewMember))
    : viewType(type);
}

function viewNode(type: TypeNode): Code {
  switch (type.kind) {
    case "keyword":
      return Code.name(type.name);
    case "literal":
      return Code.literal(type.value);
    case "reference": {
      const own = Code.name(type.name);
      const name =
        type.namespace === undefined ? own : Code.of`${Code.name(type.namespace)}.${own}`;
      return type.arguments.length === 0
        ? name
        : Code.typeReference(name, type.arguments.map(viewNode));
    }
    case "array":
      return Code.of`${viewPart(type.element, "array")}[]`;
    case "tuple":
      return Code.array([
        ...type.elements.map((element, index) =>
          index < type.minLength ? viewNode(element) : Code.of`${viewPart(element, "array")}?`,
        ),
        ...(type.rest ? [Code.of`...${viewPart(type.rest, "array")}[]`] : []),
      ]);
    case "object":
      return Code.typeLiteral(type.members.map(viewMember));
    case "union":
      return Code.union(type.members.map((member) => viewPart(member, "union")));
    case "intersection": {
      const parts = type.members.map((member) => viewPart(member, "intersection"));
      return Code.join(parts, " & ");
    }
    case "access":
      return Code.of`${viewNode(type.object)}[${Code.literal(type.key)}]`;
  }
}

function viewPart(type: TypeNode, within: "array" | "union" | "intersection"): Code {
  if (!isParenthesized(type, within)) return viewNode(type);
  return type.kind === "union"
    ? Code.parenthesizedUnion(type.members.map((member) => viewPart(member, "union")))
    : Code.of`(${viewNode(type)})`;
}

function viewMember(member: TypeMember): Code {
  if (member.kind === "index") {
    return Code.of`[${Code.name(member.parameter)}: string]: ${viewNode(member.type)}`;
  }
  const { name, isOptional, isReadonly, doc, type } = member;
  const modifier = isReadonly ? Code.of`readonly ` : Code.of``;
  const mark = isOptional ? Code.of`?` : Code.of``;
  const property = Code.of`${modifier}${Code.key(name)}${mark}: ${viewNode(type)}`;
  return doc === undefined
    ? property
    : Code.of`${Code.docComment([doc], [], undefined, docWidth)}\n${property}`;
}
