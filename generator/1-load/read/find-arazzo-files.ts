import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { isWebLocation, portablePath } from "../../source/location.js";
import type { ReaderOptions } from "./document-reader.js";
import { describeFailure, shownName } from "./read-source-text.js";

export interface FoundFiles {
  /** The locations of files and URLs, sorted. */
  readonly locations: readonly string[];
  /** The absolute paths of the other files in the searched folders that have a `$self`, sorted. */
  readonly identified: readonly string[];
  /** The absolute paths of the folders that were searched. */
  readonly folders: readonly string[];
}

/**
 * Finds the documents to compile. Files and URLs are used as they are; folders and patterns are searched for
 * Arazzo documents.
 */
export async function findArazzoFiles(
  names: readonly string[],
  { texts = new Map() }: Pick<ReaderOptions, "texts">,
  diagnostics: Diagnostics,
): Promise<FoundFiles> {
  const locations = new Set<string>();
  const folders = new Set<string>();
  const identified = new Set<string>();
  for (const name of names) {
    try {
      const found = await findFiles(name, texts);
      if (found.locations.length === 0) diagnostics.report("no-description", undefined, { name });
      for (const location of found.locations) locations.add(location);
      for (const folder of found.folders) folders.add(folder);
      for (const location of found.identified) identified.add(location);
    } catch (error) {
      const problem = describeFailure(error);
      diagnostics.report("file-not-readable", undefined, {
        name: shownName(resolve(name)),
        problem,
      });
    }
  }
  return {
    locations: [...locations].sort(),
    identified: [...identified].sort(),
    folders: [...folders],
  };
}

const none: FoundFiles = { locations: [], identified: [], folders: [] };

async function findFiles(name: string, texts: ReadonlyMap<string, string>): Promise<FoundFiles> {
  if (isWebLocation(name)) return { ...none, locations: [name] };
  const path = resolve(name);
  if (texts.has(path)) return { ...none, locations: [path] };
  const entry = await stat(path).catch(() => undefined);
  if (entry?.isDirectory()) return searchFolder(path, "**/*.{yaml,yml,json}");
  const pattern = portablePath(name);
  if (entry || !isDynamicPattern(pattern)) return { ...none, locations: [path] };
  const parts = pattern.split("/");
  const first = parts.findIndex((part) => isDynamicPattern(part));
  const folder = resolve(`${parts.slice(0, first).join("/")}/`);
  return searchFolder(first === 0 ? process.cwd() : folder, parts.slice(first).join("/"));
}

async function searchFolder(folder: string, pattern: string): Promise<FoundFiles> {
  const files = await glob(pattern, {
    cwd: folder,
    absolute: true,
    ignore: "**/node_modules/**",
    caseSensitiveMatch: false,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  const locations: string[] = [];
  const identified: string[] = [];
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (/^[{ \t\uFEFF]*["']?arazzo["']?\s*:/m.test(text)) locations.push(resolve(file));
    else if (/(?:^|[{,])[ \t\uFEFF]*["']?\$self["']?\s*:/m.test(text))
      identified.push(resolve(file));
  }
  return { locations, identified, folders: [folder] };
}
