/** Writes values as XML by an API description. */

import { readOwn } from "./own-property.js";
import { toXmlText } from "./xml-text.js";
import { target, type XmlType } from "./xml-type.js";

/** Namespaces by prefix; the default namespace has an empty prefix. */
type Namespaces = ReadonlyMap<string, string>;

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

/** Writes a value as an XML document. A string is already XML. */
export function writeXml(type: XmlType, value: unknown): string {
  if (typeof value === "string") return value;
  return writeElement(type, type.name ?? "root", value, new Map());
}

function writeElement(given: XmlType, name: string, value: unknown, outer: Namespaces): string {
  const type = target(given);
  const inner = new Map(outer);
  const tag = qualify(given, given.name ?? name, inner);
  if (value === undefined || value === null) {
    inner.set("xsi", schemaInstance);
    return `<${tag}${declarations(inner, outer)} xsi:nil="true"/>`;
  }
  const attributes: string[] = [];
  const content: string[] = [];
  if (type.type === "array") {
    content.push(writeItems(type, given.name ?? name, value, inner));
  } else if (type.type === "object") {
    const object: Readonly<Record<string, unknown>> = Object(value);
    for (const [property, member] of Object.entries(type.members ?? {})) {
      const part = readOwn(object, property);
      if (part === undefined || (part === null && !member.nullable)) continue;
      if (member.node === "attribute") {
        const attribute = qualify(member, member.name ?? property, inner);
        attributes.push(` ${attribute}="${escapeXml(part)}"`);
      } else {
        content.push(writeMember(member, property, part, inner));
      }
    }
  } else {
    content.push(escapeXml(value));
  }
  return `<${tag}${declarations(inner, outer)}${attributes.join("")}>${content.join("")}</${tag}>`;
}

function writeMember(member: XmlType, property: string, value: unknown, outer: Namespaces): string {
  if (member.node === "text") return escapeXml(value);
  const { type, wrapped } = target(member);
  return type === "array" && !wrapped
    ? writeItems(target(member), property, value, outer)
    : writeElement(member, property, value, outer);
}

function writeItems({ items }: XmlType, name: string, value: unknown, outer: Namespaces): string {
  if (!items || !Array.isArray(value)) return "";
  return value.map((item) => writeElement(items, name, item, outer)).join("");
}

/** The name with its prefix, whose namespace is added to the namespaces. */
function qualify(
  { namespace, prefix = "", node }: XmlType,
  name: string,
  namespaces: Map<string, string>,
): string {
  // A default namespace does not apply to attributes.
  if (namespace === undefined || (node === "attribute" && prefix === "")) return name;
  namespaces.set(prefix, namespace);
  return prefix === "" ? name : `${prefix}:${name}`;
}

/** The declarations of the namespaces that are not in scope yet. */
function declarations(inner: Namespaces, outer: Namespaces): string {
  return [...inner]
    .filter(([prefix, namespace]) => outer.get(prefix) !== namespace)
    .map(([prefix, namespace]) => ` xmlns${prefix && `:${prefix}`}="${escapeXml(namespace)}"`)
    .join("");
}

/** Line breaks and tabs are escaped, because parsers change them in attributes. */
const special = /[\r\n\t]/g;

/** Characters that XML cannot contain. */
const invalid = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapeXml(value: unknown): string {
  return toXmlText(String(value))
    .replace(invalid, "\ufffd")
    .replace(special, (character) => `&#${character.charCodeAt(0)};`);
}
