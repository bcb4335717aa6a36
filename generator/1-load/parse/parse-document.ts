import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument as parse,
  visit,
} from "yaml";
import type { LoadedDocument, Path } from "../../source/located.js";
import type { Place, SourceText } from "../../source/source-text.js";
import { findDuplicateKeys } from "./duplicate-keys.js";
import { addReferences } from "./dynamic-references.js";
import { locateInJson } from "./locate-in-json.js";

export interface SyntaxProblem {
  readonly place: Place;
  readonly problem: string;
}

/** The value of the document is undefined if there are problems. */
export interface ParsedFile {
  readonly document: LoadedDocument;
  readonly problems: readonly SyntaxProblem[];
}

const deepestNesting = 400;
const severalDocuments = "a second document starts here, but a file can contain only one";
const duplicateKey = "duplicate key in this object";
const tooDeep = `values are nested deeper than ${deepestNesting} levels`;

/** Parses YAML or JSON into plain data without cycles. Never throws. */
export function parseDocument(source: SourceText): ParsedFile {
  const syntax = lazily(() => parseYaml(source.text));
  const json = readJson(source);
  const inJson = lazily(() => locateInJson(source));
  const locate: LoadedDocument["locate"] = (path, part) => {
    if (json) return inJson()(path, part);
    const { contents } = syntax().document ?? { contents: null };
    return placeOfNode(source, findNode(contents, path, part));
  };
  const read = json === undefined ? readYaml() : { value: json.value, problems: readDuplicates() };
  const nesting = read.problems.length === 0 ? checkNesting(read.value) : undefined;
  if (nesting) return failed([{ place: locate(nesting.path, "value"), problem: nesting.problem }]);
  if (read.problems.length > 0) return failed(read.problems);
  const isDynamic = source.text.includes("$dynamicRef");
  const value = isDynamic ? addReferences(read.value) : read.value;
  return { document: { source, value, locate }, problems: [] };

  function readDuplicates(): readonly SyntaxProblem[] {
    return findDuplicateKeys(source.text).map(({ start, end }) =>
      problemAt(duplicateKey, start, end),
    );
  }

  function readYaml(): { value: unknown; problems: readonly SyntaxProblem[] } {
    const { document, crash } = syntax();
    if (!document) return { value: undefined, problems: [problemAt(plainMessage(crash), 0, 0)] };
    // The first error causes the following ones, except for duplicate keys.
    const [first] = document.errors.filter(({ code }) => code !== "DUPLICATE_KEY");
    const faults = document.errors.filter(
      (error) => error.code === "DUPLICATE_KEY" || error === first,
    );
    const problems = faults.map(({ code, message, pos }) =>
      problemAt(code === "MULTIPLE_DOCS" ? severalDocuments : plainMessage(message), ...pos),
    );
    if (problems.length > 0) return { value: undefined, problems };
    try {
      return { value: document.toJS(), problems: findUnlikeJson(document, source) };
    } catch (error) {
      // Only an alias can make this fail: all other errors are in `document.errors`.
      const problem = plainMessage(messageOf(error));
      return { value: undefined, problems: [{ place: placeOfAlias(document, problem), problem }] };
    }
  }

  /** The place of the alias that the message names, or else of the last alias. */
  function placeOfAlias(document: Document.Parsed, problem: string): Place {
    const aliases: Alias[] = [];
    visit(document, { Alias: (_, alias) => void aliases.push(alias) });
    const named = aliases.find(({ source: name }) => problem.endsWith(` ${name}`));
    return placeOfNode(source, named ?? aliases.at(-1) ?? null);
  }

  function problemAt(problem: string, start: number, end: number): SyntaxProblem {
    return { place: { source, start, end }, problem };
  }

  function failed(problems: readonly SyntaxProblem[]): ParsedFile {
    return { document: { source, value: undefined, locate }, problems };
  }
}

type ParsedYaml =
  | { document: Document.Parsed; crash?: never }
  | { document?: never; crash: string };

function parseYaml(text: string): ParsedYaml {
  try {
    return { document: parse(text, { prettyErrors: false, merge: true, logLevel: "error" }) };
  } catch (error) {
    return { crash: messageOf(error) };
  }
}

/** JSON is a subset of YAML, but a JSON parser is much faster. Invalid JSON is left to the YAML parser, which reports errors. */
function readJson({ text }: SourceText): { value: unknown } | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Finds aliases that form a cycle, and excessive nesting. */
function checkNesting(root: unknown): { problem: string; path: Path } | undefined {
  const finished = new Set<object>();
  const open = new Set<object>();
  return visit(root, []);

  function visit(value: unknown, path: Path): ReturnType<typeof checkNesting> {
    if (typeof value !== "object" || value === null || finished.has(value)) return undefined;
    if (open.has(value))
      return { problem: "an alias refers to a value that contains the alias", path };
    if (open.size > deepestNesting) {
      return { problem: tooDeep, path };
    }
    open.add(value);
    for (const [key, inner] of Object.entries(value)) {
      const problem = visit(inner, [...path, key]);
      if (problem !== undefined) return problem;
    }
    open.delete(value);
    finished.add(value);
    return undefined;
  }
}

const jsonTags = new Set(
  ["null", "bool", "int", "float", "str", "seq", "map"].map((each) => `tag:yaml.org,2002:${each}`),
);

/** Finds what YAML can express but JSON cannot: keys that are arrays or objects, and other tags than those of JSON's types. */
function findUnlikeJson(document: Document.Parsed, source: SourceText): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const add = (node: Node, problem: string) =>
    void problems.push({ place: placeOfNode(source, node), problem });
  visit(document, {
    Pair: (_, { key }) => (isCollection(key) ? add(key, "a key must be a string") : undefined),
    Value: (_, node) => {
      if (node.tag === undefined || jsonTags.has(node.tag)) return;
      const name = node.tag.replace(/^tag:yaml\.org,2002:/, "!!");
      add(node, `the tag ${name} has no meaning in JSON`);
    },
  });
  return problems;
}

/** The node at a path, or its nearest existing ancestor. */
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

/** The content of a block scalar starts after its `|` or `>`. */
function placeOfNode(source: SourceText, node: Node | null): Place {
  const [start, end] = node?.range ?? [0, 0];
  const isBlock = isScalar(node) && node.type?.startsWith("BLOCK");
  const [header = ""] = isBlock ? (/^.*\n\s*/.exec(source.text.slice(start, end)) ?? []) : [];
  return { source, start: start + header.length, end: Math.max(end, start + header.length) };
}

/** Rewrites messages of the parser that the author of a document would not understand. */
function plainMessage(message: string): string {
  if (message.startsWith("Maximum call stack")) return tooDeep;
  if (message.startsWith("Excessive alias count")) {
    return "the aliases expand to too many values";
  }
  if (message === "Map keys must be unique") return duplicateKey;
  return message.replace(/^Unresolved alias .*: /, "no anchor precedes the alias ");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
