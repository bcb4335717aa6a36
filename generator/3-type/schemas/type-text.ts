import { isParenthesized, type TypeMember, type TypeNode } from "../../model/type-node.js";
import { isIdentifier } from "../../source/identifiers.js";

/** A type as TypeScript code on one line, without doc comments. For probes, which only TypeScript reads. */
export function typeText(type: TypeNode): string {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "reference": {
      const name = type.namespace === undefined ? type.name : `${type.namespace}.${type.name}`;
      return type.arguments.length === 0
        ? name
        : `${name}<${type.arguments.map(typeText).join(", ")}>`;
    }
    case "array":
      return `${memberText(type.element, "array")}[]`;
    case "tuple": {
      const { elements, minLength, rest } = type;
      const texts = elements.map((element, index) =>
        index < minLength ? typeText(element) : `${memberText(element, "array")}?`,
      );
      return `[${[...texts, ...(rest ? [`...${memberText(rest, "array")}[]`] : [])].join(", ")}]`;
    }
    case "object":
      return type.members.length === 0 ? "{}" : `{ ${type.members.map(propertyText).join(" ")} }`;
    case "union":
      return type.members.map((member) => memberText(member, "union")).join(" | ");
    case "intersection":
      return type.members.map((member) => memberText(member, "intersection")).join(" & ");
    case "access":
      return `${typeText(type.object)}[${JSON.stringify(type.key)}]`;
  }
}

function memberText(member: TypeNode, within: "array" | "union" | "intersection"): string {
  return isParenthesized(member, within) ? `(${typeText(member)})` : typeText(member);
}

function propertyText(member: TypeMember): string {
  if (member.kind === "index") return `[${member.parameter}: string]: ${typeText(member.type)};`;
  const modifier = member.isReadonly ? "readonly " : "";
  const mark = member.isOptional ? "?" : "";
  const key = isIdentifier(member.name) ? member.name : JSON.stringify(member.name);
  return `${modifier}${key}${mark}: ${typeText(member.type)};`;
}
