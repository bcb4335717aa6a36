import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { Cluster, Loaded, LoadedArazzo, Unchanged } from "../model/loaded.js";
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
import { type ArazzoSources, collectSources } from "./collect-sources.js";
import { findClusters, ifUnchanged } from "./find-clusters.js";
import type { ParsedFile } from "./parse/parse-document.js";
import { DocumentReader, type ReaderOptions } from "./read/document-reader.js";
import { findArazzoFiles } from "./read/find-arazzo-files.js";
import { shownName } from "./read/read-source-text.js";

export interface LoadOptions extends ReaderOptions {
  /** Where sources are that are not at their URL. */
  readonly map?: SourceMap | undefined;
}

/**
 * Phase 1: reads Arazzo documents and everything they name. Only what is asked for by name is a must.
 *
 * @param known clusters that need not be compiled again where nothing has changed of them
 */
export async function load<Known extends Cluster>(
  names: readonly string[],
  options: LoadOptions,
  known: readonly Known[],
  diagnostics: Diagnostics,
): Promise<Loaded<Known>> {
  const { map = new Map(), texts = new Map() } = options;
  const reader = new DocumentReader(options);
  const documents = new Map<string, LoadedArazzo>();
  const { locations, folders } = await findArazzoFiles(names, texts, diagnostics);
  const unchanged = await loadAllBut(known, new Set(locations));
  const unchangedLocations = new Set(
    unchanged.flatMap(({ cluster }) => Object.keys(cluster.digests)),
  );
  if (options.kept) {
    const parsed = [...(options.kept.parsed ?? [])];
    const before = parsed.filter(([location]) => unchangedLocations.has(location));
    options.kept.parsed = new Map([...before, ...reader.parsed]);
  }
  return {
    clusters: await findClusters([...documents.values()], reader, map),
    unchanged,
    read: { locations: [...reader.locations, ...unchangedLocations], folders },
  };

  /** Loads the documents that are not of one of the known clusters, and gives those of these that stay. */
  async function loadAllBut(
    clusters: readonly Known[],
    given: ReadonlySet<string>,
  ): Promise<readonly Unchanged<Known>[]> {
    const found = await Promise.all(clusters.map((each) => ifUnchanged(each, given, reader)));
    let unchanged = found.filter((each) => each !== undefined);
    let hasChanged = true;
    while (hasChanged) {
      const done = new Set(unchanged.flatMap(({ cluster }) => cluster.entries));
      for (const location of given) if (!done.has(location)) await loadEntry(location);
      // Whatever shares a file with what was loaded is to be loaded, too.
      const apart = unchanged.filter(({ cluster }) => {
        return !Object.keys(cluster.digests).some((location) => reader.hasRead(location));
      });
      hasChanged = apart.length < unchanged.length;
      unchanged = apart;
    }
    return unchanged;
  }

  async function loadEntry(location: string): Promise<void> {
    const file = await reader.read(location);
    if ("problem" in file) {
      const parameters = { name: shownName(location), problem: file.problem };
      diagnostics.report("file-not-readable", undefined, parameters);
    } else if (reportProblems(file, diagnostics)) {
      await loadArazzo(file.document, true);
    }
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
      const from = entry.document.source.path;
      const location = locationOf(url, from, map);
      if (location === undefined)
        return { looked: url, file: { problem: "it is not a file location" } };
      return { looked: shownName(location), file: await reader.read(location, from) };
    });
    for (const source of sources.sources) await loadReferences(source.document);
    for (const source of sources.workflowSources) await loadArazzo(source.document, false);
    return sources;
  }

  /** Loads the other files that the `$ref`s of a document name; what is not there is no fault yet. */
  async function loadReferences(document: LoadedDocument): Promise<void> {
    const from = document.source.path;
    for (const reference of referencesIn(document.value)) {
      const location = locationOf(reference, from, map);
      if (location === undefined || reader.parsed.has(location)) continue;
      const other = await reader.read(location, from);
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
    const parameters = { field: "arazzo", expected: 'a string, such as "1.0.1"' };
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
