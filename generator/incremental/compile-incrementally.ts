import { type Entries as FoundEntries, loadEntries } from "../1-load/load.js";
import { DocumentReader } from "../1-load/read/document-reader.js";
import { findArazzoFiles } from "../1-load/read/find-arazzo-files.js";
import { allocateNames } from "../allocate-names.js";
import { combineGroups } from "../combine-groups.js";
import type { Compilation, CompileOptions } from "../compilation.js";
import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostics.js";
import type { LoadedEntries } from "../model/loaded.js";
import type { Names } from "../model/names.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { type CachedGroup, hasSameNames, ifUnchanged, toCachedGroup } from "./cached-group.js";
import { type CompilationCache, emptyCache, settingsOf } from "./compilation-cache.js";

export interface IncrementalCompilation extends Compilation {
  /** Pass it to the next compilation. */
  readonly cache: CompilationCache;
}

/**
 * Returns the same result as `compile`, but compiles only the groups of documents that have changed since the cache was
 * returned.
 */
export async function compileIncrementally(
  documents: readonly string[],
  options: CompileOptions = {},
  cache: CompilationCache = emptyCache,
): Promise<IncrementalCompilation> {
  const general = new Diagnostics(options);
  options.onPhase?.("load");
  const { locations, identified, folders } = await findArazzoFiles(documents, options, general);
  const reader = new DocumentReader(options, cache.parsed);
  const settings = settingsOf(options);
  const known = cache.settings === settings ? cache.groups : [];
  const entries: Entries = { locations, identified, reader, options };
  let result = await compileChanged(known, entries, cache.program);
  if (!result.keepsNames) result = await compileChanged([], entries, result.program);
  const { unchanged, compiled, diagnostics, program } = result;
  const groups = [...unchanged, ...compiled];
  const kept = new Set(unchanged.flatMap(({ fingerprints }) => Object.keys(fingerprints)));
  const read = {
    documents: locations,
    locations: [...result.loaded.sources.keys(), ...kept],
    folders,
  };
  const parsed = [...cache.parsed].filter(([location]) => kept.has(location));
  return {
    ...combineGroups(groups, { read, diagnostics: [...general.all, ...diagnostics] }, options),
    cache: {
      ...(compiled.length === 0 ? cache : { groups, settings }),
      parsed: new Map([...parsed, ...reader.parsed]),
      program,
    },
  };
}

/** The documents to compile, with their reader and options. */
interface Entries extends FoundEntries {
  readonly reader: DocumentReader;
  readonly options: CompileOptions;
}

interface LoadedChanges {
  readonly loaded: LoadedEntries;
  readonly unchanged: readonly CachedGroup[];
  readonly diagnostics: readonly Diagnostic[];
}

interface CompiledChanges extends LoadedChanges {
  readonly compiled: readonly CachedGroup[];
  /** False if an unchanged group would get other names together with the documents that are compiled now. */
  readonly keepsNames: boolean;
  readonly program: TypeScriptProgram | undefined;
}

async function compileChanged(
  known: readonly CachedGroup[],
  entries: Entries,
  program: TypeScriptProgram | undefined,
): Promise<CompiledChanges> {
  const changes = await loadChanged(known, entries);
  const { loaded, unchanged } = changes;
  const keepsNames = (names: Names) => unchanged.every((group) => hasSameNames(group, names));
  if (loaded.groups.length === 0) {
    return { ...changes, compiled: [], keepsNames: keepsNames(allocateNames(unchanged)), program };
  }
  // Loading the TypeScript compiler takes longer than everything else in an unchanged run.
  const { compileGroups } = await import("../compile.js");
  const result = compileGroups(
    { groups: loaded.groups, others: unchanged, program },
    entries.options,
  );
  return {
    ...changes,
    compiled: result.compiled.map((group) =>
      toCachedGroup(group, result.names, loaded.sources, entries.identified),
    ),
    keepsNames: keepsNames(result.names),
    program: result.program,
  };
}

/** Loads the entries that are not in an unchanged group. */
async function loadChanged(
  known: readonly CachedGroup[],
  { locations, identified, reader, options }: Entries,
): Promise<LoadedChanges> {
  const entries = new Set(locations);
  const current = known.filter((group) => group.identified.join("\n") === identified.join("\n"));
  const checked = await Promise.all(current.map((group) => ifUnchanged(group, entries, reader)));
  let unchanged = checked.filter((group) => group !== undefined);
  for (;;) {
    const diagnostics = new Diagnostics(options);
    const done = new Set(unchanged.flatMap((group) => group.entries));
    const rest = locations.filter((location) => !done.has(location));
    const found = { locations: rest, identified };
    const loaded = await loadEntries(found, options, reader, diagnostics);
    // A group that now shares a file or a URI with a changed document must be compiled together with the document.
    const apart = unchanged.filter(({ fingerprints, uris }) => {
      const isRead = Object.keys(fingerprints).some((location) => loaded.sources.has(location));
      return !isRead && !uris.some((uri) => loaded.uris.has(uri));
    });
    if (apart.length === unchanged.length) {
      return { loaded, unchanged, diagnostics: diagnostics.all };
    }
    unchanged = apart;
  }
}
