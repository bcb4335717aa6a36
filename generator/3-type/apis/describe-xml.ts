import {
  isNullable,
  membersOf,
  partsOf,
  propertiesOf,
  propertyNamesOf,
  requiredOf,
  typesOf,
  valuesOf,
} from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import type { XmlComponent, XmlKind, XmlType } from "../../model/xml-type.js";
import { takeName, toValueName } from "../../source/identifiers.js";
import { child, isObject, type Located, textAt } from "../../source/located.js";

/** Deeper nesting is not described: handwritten descriptions do not nest this deep. */
const maxDepth = 100;

/** A name without prefix. */
const namePattern = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/**
 * Describes how the values of schemas are written in XML.
 * @see https://spec.openapis.org/oas/v3.1.1.html#xml-object
 */
export class XmlDescriber {
  readonly #resolve: Resolve;
  readonly #taken: Set<string>;
  /** By the value of the schema. */
  #components = new Map<unknown, { readonly name: string; type: XmlType }>();
  #depth = 0;
  #hasFailed = false;

  constructor(resolve: Resolve, takenNames: ReadonlySet<string>) {
    this.#resolve = resolve;
    this.#taken = new Set(takenNames);
  }

  get components(): readonly XmlComponent[] {
    return [...this.#components.values()];
  }

  /**
   * Undefined if the schema does not describe an object or array, or has parts of which XML does not show the type.
   * Values for requests also need a root element with a name, and may not contain properties of any name.
   */
  describe(schema: Located | undefined, direction: "request" | "response"): XmlType | undefined {
    if (!schema) return undefined;
    const before = new Map(this.#components);
    this.#hasFailed = false;
    const type = this.#typeOf(schema);
    const name = type.name ?? componentName(schema);
    const root = { ...type, name: direction === "request" ? name : undefined };
    const isStructured = typeof type.type === "object" || /^(object|array)$/.test(type.type);
    const isWritable = direction === "response" || (name !== undefined && this.#isWritable(type));
    if (isStructured && isWritable && !this.#hasFailed && isName(name ?? "root")) return root;
    this.#components = before;
    return undefined;
  }

  #typeOf(at: Located): XmlType {
    if (this.#depth > maxDepth) return this.#fail();
    this.#depth += 1;
    const type = this.#describe(at);
    this.#depth -= 1;
    return type;
  }

  #describe(at: Located): XmlType {
    const parts = partsOf(at, this.#resolve);
    const kind = this.#kindOf(parts);
    const { wrapped, ...own } = this.#readXml(at, kind);
    const isNull = [at, ...parts].some(
      (each) => isNullable(each) || typesOf(each).includes("null"),
    );
    const common = { ...own, nullable: isNull ? (true as const) : undefined };
    if (kind === "object") return { ...common, ...this.#describeObject(at) };
    if (kind !== "array") return { ...common, type: kind };
    const items = parts.map((part) => child(part, "items")).find((each) => isObject(each?.value));
    const type = items ? this.#typeOf(items) : { type: "any" as const };
    return { ...common, type: "array", items: type, wrapped };
  }

  /** A referenced object becomes a component, because it can contain itself. */
  #describeObject(at: Located): Pick<XmlType, "type" | "members" | "others"> {
    const referenced = this.#referenceIn(at);
    if (!referenced) return this.#describeMembers(at);
    const found = this.#resolve(referenced);
    if (!found) return this.#fail();
    const known = this.#components.get(found.value);
    if (known) return { type: { component: known.name } };
    const name = takeName(toValueName(`${found.path.at(-1)}`.concat("-xml")), this.#taken);
    const component = { name, type: { type: "object" } as XmlType };
    this.#components.set(found.value, component);
    component.type = this.#describeMembers(found);
    return { type: { component: name } };
  }

  /** The schema itself, or the only member of its `allOf` that has properties. */
  #referenceIn(at: Located): Located | undefined {
    if (textAt(at, "$ref") !== undefined) return at;
    const members = membersOf(at, "allOf");
    const [reference, ...others] = members.filter(
      (member) => propertyNamesOf(member, this.#resolve).length > 0,
    );
    const isOnly = others.length === 0 && propertiesOf(at).length === 0;
    return reference && isOnly && textAt(reference, "$ref") !== undefined ? reference : undefined;
  }

  #describeMembers(at: Located): Pick<XmlType, "type" | "members" | "others"> {
    const parts = partsOf(at, this.#resolve);
    const required = new Set(parts.flatMap(requiredOf));
    const members = new Map<string, XmlType>();
    for (const part of parts) {
      for (const [name, schema] of propertiesOf(part)) {
        const { name: xmlName = name, ...rest } = this.#typeOf(schema);
        const isEmptied = rest.type === "array" && !rest.wrapped && required.has(name);
        const ownName = xmlName === name ? undefined : xmlName;
        const type = { ...rest, name: ownName, required: isEmptied ? (true as const) : undefined };
        const earlier = members.get(name);
        if (earlier && !isSame(earlier, type) && earlier.type !== "any" && type.type !== "any") {
          this.#fail();
        }
        if (!isName(xmlName)) this.#fail();
        if (!earlier || earlier.type === "any") members.set(name, type);
      }
    }
    const others = parts.map((part) => child(part, "additionalProperties"));
    const schema = others.find((each) => isObject(each?.value));
    if (members.size === 0 && !schema) return { type: "any" };
    return { type: "object", members, ...(schema && { others: this.#typeOf(schema) }) };
  }

  #kindOf(parts: readonly Located[]): XmlKind {
    const kinds = new Set(parts.flatMap(kindsOf));
    const [kind = "any", ...others] = kinds;
    if (others.length === 0) return kind;
    return kinds.has("object") || kinds.has("array") ? this.#fail().type : "string";
  }

  /** The XML Object beside a reference comes before the one of the component. */
  #readXml(at: Located, kind: XmlKind): Omit<XmlType, "type"> {
    const inline = membersOf(at, "allOf").filter((each) => textAt(each, "$ref") === undefined);
    const schemas = [at, ...inline, ...partsOf(at, this.#resolve, ["allOf"])];
    const xml = schemas.map((each) => child(each, "xml")).find((each) => isObject(each?.value));
    if (!xml) return {};
    const nodeType = textAt(xml, "nodeType");
    const isAttribute = child(xml, "attribute")?.value === true || nodeType === "attribute";
    const isText = nodeType === "text" || nodeType === "cdata";
    const isWrapped = child(xml, "wrapped")?.value === true || nodeType === "element";
    if ((isAttribute || isText) && (kind === "object" || kind === "array")) this.#fail();
    const [, ownPrefix, local] = /^(?:([^:]*):)?(.*)$/s.exec(textAt(xml, "name") ?? "") ?? [];
    const prefix = ownPrefix ?? textAt(xml, "prefix");
    const namespace = textAt(xml, "namespace") ?? namespaces.get(prefix ?? "");
    if (prefix !== undefined && !isName(prefix)) this.#fail();
    return {
      name: local === "" ? undefined : local,
      namespace,
      prefix: namespace === undefined ? undefined : prefix,
      node: isAttribute ? "attribute" : isText ? "text" : undefined,
      wrapped: kind === "array" && isWrapped ? true : undefined,
    };
  }

  #isWritable(type: XmlType, seen: Set<unknown> = new Set()): boolean {
    if (type.type === "any" || type.others) return false;
    if (typeof type.type === "object") {
      const { component } = type.type;
      if (seen.has(component)) return true;
      seen.add(component);
      const found = this.components.find(({ name }) => name === component);
      return found !== undefined && this.#isWritable(found.type, seen);
    }
    const inner = [...(type.members?.values() ?? []), ...(type.items ? [type.items] : [])];
    return inner.every((each) => this.#isWritable(each, seen));
  }

  #fail(): { readonly type: "any" } {
    this.#hasFailed = true;
    return { type: "any" };
  }
}

/** Prefixes that need no declaration in the description. */
const namespaces: ReadonlyMap<string, string> = new Map([
  ["xml", "http://www.w3.org/XML/1998/namespace"],
  ["xsi", "http://www.w3.org/2001/XMLSchema-instance"],
]);

function kindsOf(part: Located): readonly XmlKind[] {
  const types = typesOf(part).flatMap((type) => kindOfType.get(type) ?? []);
  if (types.length > 0 || typesOf(part).includes("null")) return types;
  if (["properties", "additionalProperties"].some((key) => child(part, key))) return ["object"];
  if (child(part, "items")) return ["array"];
  return (valuesOf(part) ?? []).flatMap((value) => kindOfType.get(typeof value) ?? []);
}

const kindOfType: ReadonlyMap<unknown, XmlKind> = new Map<string, XmlKind>([
  ["string", "string"],
  ["number", "number"],
  ["integer", "number"],
  ["boolean", "boolean"],
  ["object", "object"],
  ["array", "array"],
]);

/** The name of a root element without `xml.name`. */
function componentName(schema: Located): string | undefined {
  return textAt(schema, "$ref")?.split(/[#/]/).pop();
}

function isName(name: string): boolean {
  return namePattern.test(name);
}

function isSame(a: XmlType, b: XmlType): boolean {
  const print = (type: XmlType) =>
    JSON.stringify(type, (_, value) => (value instanceof Map ? [...value] : value));
  return print(a) === print(b);
}
