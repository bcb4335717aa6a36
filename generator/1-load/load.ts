import { Diagnostics, type DiagnosticsOptions } from "../diagnostics/diagnostics.js";
import type { Loaded, LoadedEntries } from "../model/loaded.js";
import { child, placeOf, rootOf, textAt } from "../source/located.js";
import type { SourceMap } from "../source/location.js";
import { ArazzoLoader } from "./arazzo-loader.js";
import { DocumentGraph, type Link } from "./document-graph.js";
import { groupDocuments } from "./group-documents.js";
import type { ParsedFile } from "./parse/parse-document.js";
import { DocumentReader, type ReaderOptions } from "./read/document-reader.js";
import { type FoundFiles, findArazzoFiles } from "./read/find-arazzo-files.js";
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
  const found = await findArazzoFiles(documents, options, diagnostics);
  const loaded = await loadEntries(found, options, new DocumentReader(options), diagnostics);
  const { locations, folders } = found;
  const read = { documents: locations, locations: [...loaded.sources.keys()], folders };
  return { ...loaded, read, diagnostics: diagnostics.all };
}

/** The entries, and files that references can lead to by the URIs that the files give themselves. */
export type Entries = Pick<FoundFiles, "locations" | "identified">;

/** Reads the documents at these locations and everything they name. */
export async function loadEntries(
  entries: Entries,
  { map = new Map() }: Pick<LoadOptions, "map">,
  reader: DocumentReader,
  diagnostics: Diagnostics,
): Promise<LoadedEntries> {
  const graph = new DocumentGraph(reader, map, entries.identified);
  const descriptions = new ArazzoLoader(graph);
  const links: Link[] = [];
  for (const location of entries.locations) {
    const file = await graph.read(location);
    if ("problem" in file) {
      const parameters = { name: shownName(location), problem: file.problem };
      diagnostics.report("file-not-readable", undefined, parameters);
    } else if (isArazzoDescription(file, diagnostics)) {
      links.push(...descriptions.addEntry(file.document));
    }
  }
  await graph.followAll(links);
  const { sources, uris } = graph;
  return { groups: groupDocuments(descriptions.loaded, graph, map), sources, uris };
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
