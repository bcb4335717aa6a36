/** Reads XML as values of an API description. */

import { type Element, parseXmlDocument } from "slimdom";
import type { BodyReader } from "./http.js";
import { target, type XmlType } from "./xml-type.js";

/** The maximum depth of elements that are read. */
const maxDepth = 200;

/** The maximum number of attributes of one element. The parser takes quadratic time for them. */
const maxAttributes = 1000;

/** Tags without their end, after comments and CDATA sections, which can contain what looks like tags. */
const tags =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[^<>"'!?](?:[^<>"']+|"[^"<]*"|'[^'<]*')*/g;

const textNode = 3;
const cdataNode = 4;

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

/**
 * Returns a reader of XML whose root element may have any name. It fails for text that is not well-formed XML, and
 * for XML with a document type declaration, with more than 1000 attributes in one element, or with elements deeper
 * than 200.
 */
export function readXml(type: XmlType): BodyReader {
  return (text, fail) => {
    const fault = (problem: string) => fail(`a body that is ${problem}`);
    if (text.includes("<!DOCTYPE")) throw fault("XML with a document type declaration");
    if (isTooLarge(text)) throw fault("XML with too many attributes or levels");
    try {
      const root = parseXmlDocument(text).documentElement;
      return { text, body: root && readElement(root, target(type), 0) };
    } catch {
      // The error is dropped, because it quotes the content.
      throw fault("not XML");
    }
  };
}

function isTooLarge(text: string): boolean {
  let depth = 0;
  for (const [tag] of text.matchAll(tags)) {
    if (tag.startsWith("</")) depth -= 1;
    else if (!/^<!|\/$/.test(tag)) depth += 1;
    const count = tag.split("=").length;
    if (
      depth > maxDepth ||
      (count > maxAttributes && tag.split(/["']/).length > 2 * maxAttributes)
    ) {
      return true;
    }
  }
  return false;
}

/** `undefined` for an element without a value. Text that is not of the type stays a string. */
function readElement(element: Element, type: XmlType, depth: number): unknown {
  if (depth > maxDepth) throw new RangeError("too deep");
  const { type: kind, nullable, items } = type;
  const nil = element.getAttributeNS(schemaInstance, "nil");
  if (nil === "true" || nil === "1") return nullable ? null : undefined;
  if (kind === "object") return readObject(element, type, depth);
  if (kind === "array") return readItems(element.children, items, depth);
  // An element with other elements is not a scalar.
  if (kind === "any" || element.children.length > 0) return readAny(element, depth);
  return readScalar(element.textContent ?? "", type);
}

function readItems(elements: readonly Element[], items: XmlType | undefined, depth: number) {
  const type = target(items ?? { type: "any" });
  return elements.map((element) => readElement(element, type, depth + 1));
}

function readScalar(text: string, { type, nullable }: XmlType): unknown {
  if (type === "string") return text;
  const word = text.trim();
  if (word === "") return nullable ? null : undefined;
  if (type === "number" && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word)) return Number(word);
  if (type === "boolean" && /^(true|1)$/.test(word)) return true;
  if (type === "boolean" && /^(false|0)$/.test(word)) return false;
  return text;
}

function readObject(element: Element, type: XmlType, depth: number): unknown {
  const groups = childrenByName(element);
  const read = new Map<string, unknown>();
  const members = Object.entries(type.members ?? {});
  for (const [property, member] of members) {
    const names = [nameOf(property, member), property];
    const find = (...wanted: readonly string[]) => {
      const name = wanted.find((each) => groups.has(each)) ?? "";
      const isShared = members.filter((each) => nameOf(...each) === name).length > 1;
      return inNamespace(groups.get(name) ?? [], member.namespace, isShared);
    };
    const value = readMember(element, member, { names, find, depth });
    if (value !== undefined) read.set(property, value);
  }
  if (type.others) {
    const known = new Set(
      members.flatMap(([property, member]) => [property, nameOf(property, member)]),
    );
    for (const [name, [first]] of groups) {
      if (first && !known.has(name)) {
        read.set(name, readElement(first, target(type.others), depth + 1));
      }
    }
  }
  return Object.fromEntries(read);
}

interface MemberSearch {
  /** The names that the elements of the member may have. */
  readonly names: readonly string[];
  /** The elements with the first of the names that occurs. */
  readonly find: (...names: readonly string[]) => readonly Element[];
  readonly depth: number;
}

function readMember(element: Element, member: XmlType, { names, find, depth }: MemberSearch) {
  const type = target(member);
  if (member.node === "text") return readScalar(ownText(element), type);
  if (member.node === "attribute") {
    const found = element.attributes.find(({ localName }) => localName === names[0]);
    return found && readScalar(found.value, type);
  }
  if (type.type !== "array") {
    const [first] = find(...names);
    return first && readElement(first, { ...type, ...nullableOf(member) }, depth + 1);
  }
  const { items = { type: "any" } } = type;
  const itemName = items.name ?? names[1] ?? "";
  const repeated = type.wrapped ? [] : find(itemName);
  // Some APIs, such as S3, wrap arrays although their descriptions do not say so.
  const [wrapper] = type.wrapped || itemName !== names[0] ? find(...names) : [];
  if (wrapper && repeated.length === 0) return readElement(wrapper, type, depth + 1);
  return repeated.length > 0 || (!type.wrapped && member.required)
    ? readItems(repeated, items, depth)
    : undefined;
}

/** The text of an element without that of the elements in it. */
function ownText({ childNodes }: Element): string {
  const texts = childNodes.filter(
    ({ nodeType }) => nodeType === textNode || nodeType === cdataNode,
  );
  return texts.map(({ nodeValue }) => nodeValue).join("");
}

function nullableOf({ nullable }: XmlType): Pick<XmlType, "nullable"> {
  return nullable ? { nullable } : {};
}

function nameOf(property: string, member: XmlType): string {
  return member.name ?? property;
}

/** Servers often use another namespace than their description, which only matters if it makes a difference. */
function inNamespace(
  elements: readonly Element[],
  namespace: string | undefined,
  isShared: boolean,
): readonly Element[] {
  const exact = elements.filter(({ namespaceURI }) => (namespaceURI ?? undefined) === namespace);
  return exact.length > 0 || isShared ? exact : elements;
}

function childrenByName(element: Element): ReadonlyMap<string, readonly Element[]> {
  const groups = new Map<string, Element[]>();
  for (const child of element.children) {
    const group = groups.get(child.localName);
    if (group) group.push(child);
    else groups.set(child.localName, [child]);
  }
  return groups;
}

/** A value that the description does not describe: text, or an object of texts, objects and arrays. */
function readAny(element: Element, depth: number): unknown {
  if (depth > maxDepth) throw new RangeError("too deep");
  if (element.children.length === 0) return element.textContent ?? "";
  const members = [...childrenByName(element)].map(([name, children]) => {
    const values = children.map((child) => readAny(child, depth + 1));
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  return Object.fromEntries(members);
}
