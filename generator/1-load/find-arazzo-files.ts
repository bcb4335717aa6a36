import { readdir, readFile, stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { describeFailure, shownName } from "./read-source-text.js";

/** The files that are named, and every Arazzo document in the folders that are named. */
export async function findArazzoFiles(
  paths: readonly string[],
  diagnostics: Diagnostics,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths.map((path) => resolve(path))) {
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    const name = shownName(path);
    try {
      const files = isFolder ? await arazzoFilesIn(path) : [path];
      if (files.length === 0) diagnostics.report("no-description", undefined, { name });
      for (const file of files) found.add(file);
    } catch (error) {
      diagnostics.report("file-not-readable", undefined, { name, problem: describeFailure(error) });
    }
  }
  return [...found].sort();
}

async function arazzoFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name))
    .map((entry) => resolve(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).includes("node_modules"));
  const found: string[] = [];
  for (const file of files) if (await looksLikeArazzo(file)) found.push(file);
  return found;
}

async function looksLikeArazzo(path: string): Promise<boolean> {
  const text = await readFile(path, "utf8").catch(() => "");
  return /^[{\s]*["']?arazzo["']?\s*:/m.test(text);
}
