import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { fileOfUrl, type SourceMap } from "../source/file-of-url.js";
import {
  child,
  itemsOf,
  type LoadedDocument,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../source/located.js";
import { type ArazzoSources, collectSources } from "./collect-sources.js";
import { findArazzoFiles } from "./find-arazzo-files.js";
import type { LoadedArazzo, LoadedDescriptions } from "./loaded.js";
import { type ParsedFile, parseDocument } from "./parse-document.js";
import { readSourceText, shownName } from "./read-source-text.js";

/** Phase 1: reads Arazzo documents and everything they name. Only what is asked for by path is a must. */
export async function load(
  paths: readonly string[],
  map: SourceMap,
  diagnostics: Diagnostics,
): Promise<LoadedDescriptions> {
  const files = new Map<string, ParsedFile>();
  const documents = new Map<string, LoadedArazzo>();
  for (const path of await findArazzoFiles(paths, diagnostics)) {
    const file = await readFile(path);
    if ("problem" in file) {
      const parameters = { name: shownName(path), problem: file.problem };
      diagnostics.report("file-not-readable", undefined, parameters);
    } else if (reportProblems(file, diagnostics)) {
      await loadArazzo(file.document, true);
    }
  }
  const parsed = [...files].map(([path, { document }]) => [path, document] as const);
  const arazzoDocuments = [...documents.values()].sort(
    (a, b) => Number(b.isEntry) - Number(a.isEntry),
  );
  return { arazzoDocuments, files: new Map(parsed), map };

  async function readFile(path: string): Promise<ParsedFile | { problem: string }> {
    const known = files.get(path);
    if (known) return known;
    const source = await readSourceText(path);
    if ("problem" in source) return source;
    const file = parseDocument(source);
    files.set(path, file);
    return file;
  }

  async function loadArazzo(document: LoadedDocument, isEntry: boolean): Promise<void> {
    const { path } = document.source;
    const known = documents.get(path);
    if (known) {
      documents.set(path, { ...known, isEntry: known.isEntry || isEntry });
      return;
    }
    const placeholder = { sources: [], workflowSources: [], unusableSources: [] };
    documents.set(path, { document, isEntry, ...placeholder });
    const sources = await loadSources(document);
    const wasGiven = documents.get(path)?.isEntry ?? isEntry;
    documents.set(path, { document, isEntry: wasGiven, ...sources });
  }

  async function loadSources(document: LoadedDocument): Promise<ArazzoSources> {
    await loadReferences(document);
    const sources = await collectSources(entriesOfSources(document), async (url, entry) => {
      const path = fileOfUrl(url, entry.document.source.path, map);
      if (path !== undefined) return { looked: shownName(path), file: await readFile(path) };
      return { looked: url, file: { problem: "nothing is fetched from the network" } };
    });
    for (const source of sources.sources) await loadReferences(source.document);
    for (const source of sources.workflowSources) await loadArazzo(source.document, false);
    return sources;
  }

  /** Loads the other files that the `$ref`s of a document name; what is not there is no fault yet. */
  async function loadReferences(document: LoadedDocument): Promise<void> {
    for (const reference of referencesIn(document.value)) {
      const path = fileOfUrl(reference, document.source.path, map);
      if (path === undefined || files.has(path)) continue;
      const other = await readFile(path);
      if (!("problem" in other)) await loadReferences(other.document);
    }
  }
}

/** Reports what is wrong with the syntax of a file that was asked for, or that it is no Arazzo. */
function reportProblems({ document, problems }: ParsedFile, diagnostics: Diagnostics): boolean {
  for (const { place, problem } of problems) diagnostics.report("yaml-syntax", place, { problem });
  if (problems.length > 0) return false;
  const root = rootOf(document);
  if (textAt(root, "arazzo") !== undefined) return true;
  const field = child(root, "arazzo");
  if (field) {
    const parameters = { field: "arazzo", expected: 'a text, such as "1.0.1"' };
    diagnostics.report("wrong-kind", placeOf(field), parameters);
    return true;
  }
  diagnostics.report("no-description", placeOf(root), { name: document.source.name });
  return false;
}

function entriesOfSources(document: LoadedDocument): readonly Located[] {
  const list = child(rootOf(document), "sourceDescriptions");
  return list ? itemsOf(list) : [];
}

/** Every `$ref` to another file, without its fragment. */
function referencesIn(root: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: unknown[] = [root];
  const seen = new Set<unknown>();
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const $ref: unknown = Reflect.get(value, "$ref");
    const file = typeof $ref === "string" ? $ref.split("#")[0] : "";
    if (file) found.add(file);
    for (const inner of Object.values(value)) waiting.push(inner);
  }
  return found;
}
