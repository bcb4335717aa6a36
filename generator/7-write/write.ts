import { lstat, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostics.js";
import type { EmittedFile } from "../model/emitted.js";
import { isGenerated, versionIn, withoutVersion } from "../source/ownership-mark.js";
import { replaceFiles } from "./replace-files.js";

/** The changes to the output folder. Paths are relative to the folder. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** The other versions of the generator that wrote files in the folder. */
  readonly otherVersions: readonly string[];
  /** Errors. If there are any, nothing was written. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface WriteOptions {
  /** Returns the changes without making them. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Phase 7: brings a folder up to date. Does not rewrite files that differ only in the version of the generator. Removes
 * files that are no longer generated. Writes nothing if a file that was not generated is in the way.
 */
export async function write(
  files: readonly EmittedFile[],
  folder: string,
  { dryRun = false }: WriteOptions = {},
): Promise<Written> {
  const diagnostics = new Diagnostics();
  try {
    return await bringUpToDate();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    diagnostics.report("output-not-writable", undefined, { folder, problem: error.message });
    return {
      written: [],
      unchanged: [],
      removed: [],
      otherVersions: [],
      diagnostics: diagnostics.all,
    };
  }

  async function bringUpToDate(): Promise<Written> {
    const existing = await readExisting(folder, files);
    const foreign = files.filter(({ path }) => existing.get(path)?.isOurs === false);
    for (const { path } of foreign) {
      diagnostics.report("output-not-ours", undefined, { file: join(folder, path) });
    }
    const changed = files.filter(({ path, text }) => !isSame(existing.get(path)?.text, text));
    const generated = new Set(files.map(({ path }) => path));
    const removed = [...existing]
      .filter(([path, { isOurs }]) => !generated.has(path) && isOurs)
      .map(([path]) => path);
    if (!dryRun && foreign.length === 0) {
      await replaceFiles(changed.map((file) => ({ ...file, path: join(folder, file.path) })));
      for (const path of removed) await rm(join(folder, path));
    }
    return {
      written: changed.map(({ path }) => path),
      unchanged: files.filter((file) => !changed.includes(file)).map(({ path }) => path),
      removed,
      otherVersions: otherVersionsIn(existing.values(), files),
      diagnostics: diagnostics.all,
    };
  }
}

function isSame(existing: string | undefined, text: string): boolean {
  return existing !== undefined && withoutVersion(existing) === withoutVersion(text);
}

function otherVersionsIn(
  existing: Iterable<ExistingFile>,
  files: readonly EmittedFile[],
): readonly string[] {
  const own = new Set(files.map(({ text }) => versionIn(text)));
  const found = new Set([...existing].flatMap(({ text = "" }) => versionIn(text) ?? []));
  return [...found].filter((version) => !own.has(version)).sort();
}

interface ExistingFile {
  /** Undefined if it is not a regular file. */
  readonly text: string | undefined;
  readonly isOurs: boolean;
}

/** Reads the TypeScript files in the folder, in `apis`, in `runtime` and in `schemas`. */
async function readExisting(
  folder: string,
  files: readonly EmittedFile[],
): Promise<ReadonlyMap<string, ExistingFile>> {
  const found = new Map<string, ExistingFile>();
  const parts = ["", "apis/", "runtime/", "schemas/"];
  const listed = await Promise.all(
    parts.map(async (part) => {
      const names = await readdir(join(folder, part)).catch(ifMissing);
      return names.filter((name) => name.endsWith(".ts")).map((name) => part + name);
    }),
  );
  for (const path of new Set([...listed.flat(), ...files.map((file) => file.path)])) {
    const existing = await readFileOf(join(folder, path));
    if (existing) found.set(path, existing);
  }
  return found;
}

/** The generator never creates links, so a link is not one of its files. */
async function readFileOf(path: string): Promise<ExistingFile | undefined> {
  const entry = await lstat(path).catch(ifMissing);
  if (Array.isArray(entry)) return undefined;
  if (!entry.isFile()) return { text: undefined, isOurs: false };
  const text = await readFile(path, "utf8");
  return { text, isOurs: isGenerated(text) };
}

function ifMissing(error: unknown): [] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}
