import { isDeepStrictEqual } from "node:util";
import { Element, parseXmlDocument, Text } from "slimdom";

/** An element; strings are text. */
interface Tree {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Tree | string)[];
}

/** Whether two documents have the same elements, attributes and text, without whitespace between elements. */
export function isSameXml(expected: string, got: string): boolean {
  const [one, two] = [expected, got].map(readTree);
  return one !== undefined && isDeepStrictEqual(one, two);
}

function readTree(text: string): Tree | undefined {
  try {
    const root = parseXmlDocument(text).documentElement;
    return root === null ? undefined : treeOf(root);
  } catch {
    return undefined;
  }
}

function treeOf(element: Element): Tree {
  const isMixed = element.children.length > 0;
  return {
    name: nameOf(element),
    attributes: new Map(element.attributes.map((each) => [nameOf(each), each.value])),
    children: [...element.childNodes].flatMap((node): (Tree | string)[] => {
      if (node instanceof Element) return [treeOf(node)];
      if (!(node instanceof Text) || (isMixed && node.data.trim() === "")) return [];
      return [node.data];
    }),
  };
}

function nameOf({ namespaceURI, localName }: { namespaceURI: string | null; localName: string }) {
  return `{${namespaceURI ?? ""}}${localName}`;
}
