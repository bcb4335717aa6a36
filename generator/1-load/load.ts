import { Diagnostics, type DiagnosticsOptions } from "../diagnostics/diagnostics.js";
import type { Loaded, LoadedArazzo, LoadedEntries, Unreadable } from "../model/loaded.js";
import {
  child,
  itemsOf,
  type LoadedDocument,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../source/located.js";
import { locationOf, type SourceMap } from "../source/location.js";
import type { SourceText } from "../source/source-text.js";
import { type ArazzoSources, collectSources } from "./collect-sources.js";
import { groupDocuments } from "./group-documents.js";
import type { ParsedFile } from "./parse/parse-document.js";
import { DocumentReader, type ReaderOptions } from "./read/document-reader.js";
import { findArazzoFiles } from "./read/find-arazzo-files.js";
import { shownName } from "./read/read-source-text.js";

export interface LoadOptions extends ReaderOptions {
  /** The files to read in place of URLs. */
  readonly map?: SourceMap | undefined;
}

/** Phase 1: finds and reads Arazzo documents and everything they name. Reports only errors of entries. */
export async function load(
  documents: readonly string[],
  options: LoadOptions & DiagnosticsOptions,
): Promise<Loaded> {
  const diagnostics = new Diagnostics(options);
  const { locations, folders } = await findArazzoFiles(documents, options, diagnostics);
  const loaded = await loadEntries(locations, options, new DocumentReader(options), diagnostics);
  const read = { documents: locations, locations: [...loaded.sources.keys()], folders };
  return { ...loaded, read, diagnostics: diagnostics.all };
}

/** Reads the documents at these locations and everything they name. */
export async function loadEntries(
  entries: readonly string[],
  { map = new Map() }: Pick<LoadOptions, "map">,
  reader: DocumentReader,
  diagnostics: Diagnostics,
): Promise<LoadedEntries> {
  const loader = new Loader(reader, map);
  for (const location of entries) {
    const file = await loader.read(location);
    if ("problem" in file) {
      const parameters = { name: shownName(location), problem: file.problem };
      diagnostics.report("file-not-readable", undefined, parameters);
    } else if (isArazzoDescription(file, diagnostics)) {
      await loader.loadArazzo(file.document, true);
    }
  }
  const { arazzoDocuments, documents, sources, neighbours } = loader;
  const locations = new Set(sources.keys());
  const groups = groupDocuments({ arazzoDocuments, documents, locations, neighbours, map });
  return { groups, sources };
}

/** Reads documents and everything they name, and records which document names which. */
class Loader {
  readonly documents = new Map<string, LoadedDocument>();
  readonly sources = new Map<string, SourceText | Unreadable>();
  readonly neighbours = new Map<string, Set<string>>();
  readonly #arazzoDocuments = new Map<string, LoadedArazzo>();
  readonly #followed = new Set<LoadedDocument>();
  readonly #reader: DocumentReader;
  readonly #map: SourceMap;

  constructor(reader: DocumentReader, map: SourceMap) {
    this.#reader = reader;
    this.#map = map;
  }

  get arazzoDocuments(): readonly LoadedArazzo[] {
    return [...this.#arazzoDocuments.values()];
  }

  /** @param from the location of the document that names this one; undefined for an entry */
  async read(location: string, from?: string): Promise<ParsedFile | Unreadable> {
    if (from !== undefined) this.#connect(location, from);
    const file = await this.#reader.read(location, from);
    if ("problem" in file) {
      this.sources.set(location, file);
      return file;
    }
    const { document } = file;
    this.sources.set(location, document.source);
    this.documents.set(location, document);
    // Fetching follows redirects, so the document may come from a different location.
    if (document.source.path !== location) this.#connect(location, document.source.path);
    return file;
  }

  async loadArazzo(document: LoadedDocument, isEntry: boolean): Promise<void> {
    const { path } = document.source;
    const known = this.#arazzoDocuments.get(path);
    if (known) {
      this.#arazzoDocuments.set(path, { ...known, isEntry: known.isEntry || isEntry });
      return;
    }
    const placeholder = { sources: [], workflowSources: [], unusableSources: [] };
    this.#arazzoDocuments.set(path, { document, isEntry, ...placeholder });
    const sources = await this.#loadSources(document);
    const isNamed = this.#arazzoDocuments.get(path)?.isEntry ?? isEntry;
    this.#arazzoDocuments.set(path, { document, isEntry: isNamed, ...sources });
  }

  async #loadSources(document: LoadedDocument): Promise<ArazzoSources> {
    await this.#followReferences(document);
    const sources = await collectSources(sourceDescriptionsOf(document), async (url, entry) => {
      const from = entry.document.source.path;
      const location = locationOf(url, from, this.#map);
      if (location === undefined)
        return { looked: url, file: { problem: "it is not a file location" } };
      return { looked: shownName(location), file: await this.read(location, from) };
    });
    for (const source of sources.sources) await this.#followReferences(source.document);
    for (const source of sources.workflowSources) await this.loadArazzo(source.document, false);
    return sources;
  }

  /** Reads the other files that the `$ref`s of a document name. An unreadable file is not an error here. */
  async #followReferences(document: LoadedDocument): Promise<void> {
    if (this.#followed.has(document)) return;
    this.#followed.add(document);
    const from = document.source.path;
    for (const reference of filesReferencedIn(document.value)) {
      const location = locationOf(reference, from, this.#map);
      if (location === undefined) continue;
      const other = await this.read(location, from);
      if (!("problem" in other)) await this.#followReferences(other.document);
    }
  }

  #connect(one: string, other: string): void {
    const neighboursOf = (location: string) => this.neighbours.get(location) ?? new Set();
    this.neighbours.set(one, neighboursOf(one).add(other));
    this.neighbours.set(other, neighboursOf(other).add(one));
  }
}

/** Reports syntax errors of an entry, and an entry that is not an Arazzo description. */
function isArazzoDescription(file: ParsedFile, diagnostics: Diagnostics): boolean {
  const { document, problems } = file;
  for (const { place, problem } of problems) diagnostics.report("yaml-syntax", place, { problem });
  if (problems.length > 0) return false;
  const root = rootOf(document);
  if (textAt(root, "arazzo") !== undefined) return true;
  const field = child(root, "arazzo");
  if (field) {
    const parameters = { field: "arazzo", expected: 'a string, such as "1.0.1"' };
    diagnostics.report("wrong-kind", placeOf(field), parameters);
    return true;
  }
  diagnostics.report("no-description", placeOf(root), { name: document.source.name });
  return false;
}

function sourceDescriptionsOf(document: LoadedDocument): readonly Located[] {
  const list = child(rootOf(document), "sourceDescriptions");
  return list ? itemsOf(list) : [];
}

/** The files that `$ref`s name, without fragments. */
function filesReferencedIn(root: unknown): ReadonlySet<string> {
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
