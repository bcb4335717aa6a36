import { type Description, isObject, type Part } from "./description.js";

/**
 * A value as an XML document.
 * @see https://spec.openapis.org/oas/v3.1.1.html#xml-object
 */
export function writeXml(
  description: Description,
  schema: Part | undefined,
  value: unknown,
): string {
  const root = (schema && nameOf(description, schema)) ?? "response";
  return elementsOf(root, value, schema, description);
}

function elementsOf(
  name: string,
  value: unknown,
  schema: Part | undefined,
  description: Description,
): string {
  if (Array.isArray(value)) {
    const items = schema && description.find(schema, "items");
    const itemName = (items && nameOf(description, items)) ?? name;
    const written = value.map((item) => elementsOf(itemName, item, items, description)).join("");
    const isWrapped = schema && description.find(schema, "xml", "wrapped")?.value === true;
    return isWrapped ? `<${name}>${written}</${name}>` : written;
  }
  if (!isObject(value)) return `<${name}>${escapeXml(String(value ?? ""))}</${name}>`;
  const members = Object.entries(value).map(([key, member]) => {
    const at = schema && propertyOf(description, schema, key);
    const isAttribute = at && description.find(at, "xml", "attribute")?.value === true;
    const own = (at && nameOf(description, at)) ?? key;
    return isAttribute
      ? { attribute: ` ${own}="${escapeXml(String(member))}"`, element: "" }
      : { attribute: "", element: elementsOf(own, member, at, description) };
  });
  const attributes = members.map(({ attribute }) => attribute).join("");
  return `<${name}${attributes}>${members.map(({ element }) => element).join("")}</${name}>`;
}

function nameOf(description: Description, schema: Part): string | undefined {
  return description.text(schema, "xml", "name");
}

/** A property of the schema, or of one that it combines. */
function propertyOf(description: Description, schema: Part, key: string): Part | undefined {
  const own = description.find(schema, "properties", key);
  if (own) return own;
  for (const [, part] of description.members(schema, "allOf")) {
    const found = propertyOf(description, part, key);
    if (found) return found;
  }
  return undefined;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
