import type { Expression, Template } from "../../model/linked.js";
import { checkXPath, loadFontoxpath, loadSlimdom } from "../criteria/check-xpath.js";

type Parts = readonly (string | Expression)[];
type Problem = { readonly problem: string };

/**
 * Replaces the content of every node that an XPath selects in an XML payload. Expressions in the payload are not
 * evaluated.
 */
export function replaceInXml(
  payload: Template,
  target: string,
  value: Template,
): Template | Problem {
  const parts = partsOf(payload);
  const written = partsOf(value)?.map(asXml);
  if (!parts) return { problem: "the payload is unknown until the workflow runs" };
  if (!written)
    return { problem: "XML can only contain a string, number, boolean or null as a value" };
  const delimiters = new Delimiters();
  const text = delimiters.in(parts);
  const replaced = setInXml(text, target, delimiters.in(written));
  if (typeof replaced !== "string") return replaced;
  const { at } = payload;
  const result = delimiters.out(replaced);
  return result.every((part) => typeof part === "string")
    ? { kind: "literal", value: replaced, at }
    : { kind: "text", parts: result, at };
}

/** Syntax that paths do not contain. The XPath is evaluated at compile time, where it must not run without end. */
const nonPathSyntax = /[!${};]|[\d)\]]\s*to\b/;

function setInXml(xml: string, target: string, value: string): string | Problem {
  if (nonPathSyntax.test(target)) return { problem: "only paths are supported" };
  const faulty = checkXPath(target);
  if (faulty) return faulty;
  const [declaration = ""] = /^\s*<\?xml\s[^>]*>\s*/.exec(xml) ?? [];
  const { evaluateXPathToNodes } = loadFontoxpath();
  const { parseXmlDocument, serializeToWellFormedString } = loadSlimdom();
  try {
    const document = parseXmlDocument(xml);
    const found = evaluateXPathToNodes<XmlNode>(target, document);
    if (found.length === 0) return { problem: "it selects nothing in the payload" };
    for (const node of found) {
      if (node.nodeType === documentNode) return { problem: "it selects the whole payload" };
      node.textContent = value;
    }
    return declaration + serializeToWellFormedString(document);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

interface XmlNode {
  readonly nodeType: number;
  textContent: string | null;
}

const documentNode = 9;

function partsOf(template: Template): Parts | undefined {
  switch (template.kind) {
    case "literal":
      return [String(template.value)];
    case "text":
      return template.parts;
    case "expression": {
      const { expression } = template;
      return [expression.kind === "constant" ? String(expression.value) : expression];
    }
    default:
      return undefined;
  }
}

/** Has the values in an XML string escaped, except in CDATA sections, which have no escapes. */
export function escapeInXml(template: Template): Template {
  if (template.kind !== "text" || !template.parts.some((part) => typeof part === "string")) {
    return template;
  }
  let isCharacterData = false;
  const parts = template.parts.map((part) => {
    if (typeof part !== "string") return isCharacterData ? part : asXml(part);
    const [start, end] = [part.lastIndexOf("<![CDATA["), part.lastIndexOf("]]>")];
    if (start !== end) isCharacterData = start > end;
    return part;
  });
  return { ...template, parts };
}

function asXml(part: string | Expression): string | Expression {
  return typeof part === "string" ? part : { ...part, within: "xml" };
}

/** Replaces expressions with private-use characters while a string is processed as XML. */
class Delimiters {
  readonly #expressions: Expression[] = [];

  in(parts: Parts): string {
    const texts = parts.map((part) => {
      if (typeof part === "string") return part.replace(/[\uE000\uE001]/g, "");
      return `\uE000${this.#expressions.push(part) - 1}\uE001`;
    });
    return texts.join("");
  }

  out(text: string): Parts {
    const parts = text.split(/\uE000(\d+)\uE001/).map((part, index) => {
      return index % 2 === 0 ? part : (this.#expressions[Number(part)] ?? "");
    });
    return parts.filter((part) => part !== "");
  }
}
