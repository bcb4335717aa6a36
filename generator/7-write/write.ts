import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostics.js";
import type { EmittedFile } from "../model/emitted.js";
import { isGenerated, versionIn, withoutVersion } from "../source/ownership-mark.js";

/** What happened to the files of the output folder, by their paths in it. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Other versions of the generator that files of the folder were written by. */
  readonly otherVersions: readonly string[];
  /** Why nothing was written: whoever put a file in the way must move it. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface WriteOptions {
  /** Tells what would happen, and does nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Phase 7: brings a folder up to date. Files that say the same are left alone, also if another version of the generator
 * wrote them. Files that are no longer generated are removed, and what somebody else put there is never touched: then nothing is written.
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
      await replaceFiles(changed, folder);
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
  /** Undefined for what is no plain file. */
  readonly text: string | undefined;
  readonly isOurs: boolean;
}

/** What is where this generator writes: the TypeScript files in the folder, in `apis` and in `runtime`. */
async function readExisting(
  folder: string,
  files: readonly EmittedFile[],
): Promise<ReadonlyMap<string, ExistingFile>> {
  const found = new Map<string, ExistingFile>();
  const parts = ["", "apis/", "runtime/"];
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

/** A link is somebody else's, whatever it leads to. */
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

/** Writes all files beside their places first, so that none is half written and none is early. */
async function replaceFiles(files: readonly EmittedFile[], folder: string): Promise<void> {
  const temporary = (path: string) => join(folder, `${path}.${process.pid}.tmp`);
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(temporary(path)), { recursive: true });
      await writeFile(temporary(path), text);
    }
    for (const { path } of files) await rename(temporary(path), join(folder, path));
  } catch (error) {
    await Promise.allSettled(files.map(({ path }) => rm(temporary(path), { force: true })));
    throw error;
  }
}
