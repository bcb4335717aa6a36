import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument as parse,
} from "yaml";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { LoadedDocument, Path } from "../source/located.js";
import type { Place, SourceText } from "../source/source-text.js";

/** Parses YAML or JSON into plain data; reports what is wrong with its syntax. */
export function parseDocument(source: SourceText, diagnostics: Diagnostics): LoadedDocument {
  const syntax = lazily(() => parse(source.text, { prettyErrors: false }));
  const locate: LoadedDocument["locate"] = (path, part) => {
    const { contents } = syntax();
    return placeOfNode(source, findNode(contents, path, part));
  };
  return { source, value: readJson(source) ?? readYaml(), locate };

  function readYaml(): unknown {
    const document = syntax();
    for (const { message, pos } of document.errors) {
      const place = { source, start: pos[0], end: pos[1] };
      diagnostics.report("yaml-syntax", place, { problem: message });
    }
    try {
      return document.errors.length > 0 ? undefined : document.toJS();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      diagnostics.report("yaml-syntax", { source, start: 0, end: 0 }, { problem });
      return undefined;
    }
  }
}

/** JSON is YAML, but much faster to read as what it is; its syntax errors are left to YAML's parser. */
function readJson({ text }: SourceText): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The node at a path, or the nearest one above it. */
function findNode(root: Node | null, path: Path, part: "key" | "value"): Node | null {
  let found = root;
  for (const [index, key] of path.entries()) {
    const parent = isAlias(found) ? null : found;
    const pair = isMap(parent) ? parent.items.find((item) => hasKey(item, key)) : undefined;
    const next = pair?.value ?? (isSeq(parent) ? parent.items[Number(key)] : undefined);
    if (part === "key" && index === path.length - 1 && isNode(pair?.key)) return pair.key;
    if (!isNode(next)) return isNode(pair?.key) ? pair.key : found;
    found = next;
  }
  return found;
}

function hasKey({ key }: Pair, name: string | number): boolean {
  return isScalar(key) && String(key.value) === String(name);
}

function placeOfNode(source: SourceText, node: Node | null): Place {
  const [start, end] = node?.range ?? [0, 0];
  return { source, start, end };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
