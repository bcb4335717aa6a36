import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import {
  child,
  isObject,
  itemsOf,
  type LoadedDocument,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../source/located.js";
import type { Place } from "../source/source-text.js";
import { findArazzoFiles } from "./find-arazzo-files.js";
import type { LoadedArazzo, LoadedDescriptions, LoadedSource, SourceMap } from "./loaded.js";
import { parseDocument } from "./parse-document.js";
import { readSourceText, shownName } from "./read-source-text.js";

/** Phase 1: reads Arazzo documents and everything they name. */
export async function load(
  paths: readonly string[],
  map: SourceMap,
  diagnostics: Diagnostics,
): Promise<LoadedDescriptions> {
  const files = new Map<string, LoadedDocument>();
  const arazzoDocuments: LoadedArazzo[] = [];
  for (const path of await findArazzoFiles(paths, diagnostics)) {
    const document = await readDocument(path, (problem) =>
      diagnostics.report("file-not-readable", undefined, { name: shownName(path), problem }),
    );
    if (document) arazzoDocuments.push(await loadArazzo(document));
  }
  return { arazzoDocuments, files };

  async function readDocument(
    path: string,
    reportProblem: (problem: string) => void,
  ): Promise<LoadedDocument | undefined> {
    const known = files.get(path);
    if (known) return known;
    const source = await readSourceText(path);
    if ("problem" in source) {
      reportProblem(source.problem);
      return undefined;
    }
    const document = parseDocument(source, diagnostics);
    files.set(path, document);
    return document;
  }

  async function loadArazzo(document: LoadedDocument): Promise<LoadedArazzo> {
    const root = rootOf(document);
    if (isObject(document.value) && textAt(root, "arazzo") === undefined) {
      diagnostics.report("no-description", placeOf(root), { name: document.source.name });
    }
    const sources: LoadedSource[] = [];
    for (const entry of itemsOf(child(root, "sourceDescriptions") ?? root)) {
      const source = await loadSource(entry);
      if (source) sources.push(source);
    }
    return { document, sources };
  }

  async function loadSource(entry: Located): Promise<LoadedSource | undefined> {
    const name = textAt(entry, "name");
    const url = textAt(entry, "url");
    if (name === undefined || url === undefined) return undefined;
    const urlPlace = placeOf(child(entry, "url") ?? entry);
    const document = await loadUrl(url, entry.document, urlPlace, name);
    if (document) await loadReferences(document, document.value);
    return document && { name, entry, document };
  }

  async function loadUrl(
    url: string,
    from: LoadedDocument,
    place: Place,
    name: string,
  ): Promise<LoadedDocument | undefined> {
    const path = map.get(url) ?? pathOfUrl(url, from);
    const looked = path === undefined ? url : shownName(path);
    const report = (problem: string) =>
      diagnostics.report("source-not-readable", place, { name, looked, problem });
    if (path !== undefined) return readDocument(path, report);
    report("nothing is fetched from the network");
    return undefined;
  }

  /** Loads the other files that the `$ref`s of a value name. */
  async function loadReferences(document: LoadedDocument, value: unknown): Promise<void> {
    for (const reference of referencesIn(value)) {
      const path = pathOfUrl(reference, document);
      if (path === undefined || files.has(path)) continue;
      const other = await readDocument(path, () => {});
      if (other) await loadReferences(other, other.value);
    }
  }
}

/** The file that a URL reference names; undefined for what is no file. */
function pathOfUrl(url: string, from: LoadedDocument): string | undefined {
  if (url.startsWith("file:")) return fileURLToPath(url);
  if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return undefined;
  const [path = ""] = url.split("#");
  return resolve(dirname(from.source.path), decodeURI(path));
}

/** Every `$ref` to another file, without its fragment. */
function referencesIn(root: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) waiting.push(...value);
    if (!isObject(value)) continue;
    const { $ref } = value;
    const file = typeof $ref === "string" ? $ref.split("#")[0] : "";
    if (file) found.add(file);
    waiting.push(...Object.values(value));
  }
  return found;
}
