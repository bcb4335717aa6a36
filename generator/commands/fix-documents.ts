import { access, constants, readFile, realpath, stat } from "node:fs/promises";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { replaceFiles } from "../7-write/replace-files.js";
import type { CompileOptions } from "../compilation.js";
import type { Diagnostic } from "../diagnostics/diagnostics.js";
import { shownText } from "../diagnostics/formats/shown-text.js";
import { compile } from "../index.js";
import { applyEdits } from "../source/apply-edits.js";
import { isWebLocation } from "../source/location.js";
import type { SourceText } from "../source/source-text.js";
import { type Terminal, UsageError } from "./terminal.js";

/** Fixing one problem can show others. Fixes that undo each other would go on for ever. */
const mostRounds = 10;

const byteOrderMark = "\uFEFF";

/** The documents that were changed in memory, and the problems that remain. */
interface Fixed {
  readonly diagnostics: readonly Diagnostic[];
  /** The new texts. */
  readonly texts: ReadonlyMap<SourceText, string>;
}

/**
 * Applies the fixes that are edits, and prints what changes. A document that has other errors is not changed.
 *
 * @returns the problems that remain
 */
export async function fixDocuments(
  documents: readonly string[],
  options: CompileOptions,
  { stderr }: Terminal,
): Promise<readonly Diagnostic[]> {
  const obstacles = new Map<SourceText, string>();
  for (;;) {
    const left = new Set([...obstacles.keys()].map(({ path }) => path));
    const { diagnostics, texts } = await fixInMemory(documents, options, left);
    const known = obstacles.size;
    for (const source of texts.keys()) {
      const obstacle = await obstacleTo(source, diagnostics);
      if (obstacle !== undefined) obstacles.set(source, obstacle);
    }
    // Without the changes to these documents, others may have other problems.
    if (obstacles.size > known) continue;
    await writeTexts(texts);
    for (const [{ name, text }, now] of texts) stderr.write(describeChange(name, text, now));
    for (const [{ name }, obstacle] of obstacles) {
      stderr.write(`${shownText(name)}: nothing was fixed, because ${obstacle}\n`);
    }
    return diagnostics;
  }
}

async function fixInMemory(
  documents: readonly string[],
  options: CompileOptions,
  left: ReadonlySet<string>,
): Promise<Fixed> {
  const texts = new Map(options.texts);
  const changed = new Map<string, SourceText>();
  for (let round = 1; ; round += 1) {
    const { diagnostics, read } = await compile(documents, { ...options, texts });
    const named = new Set(read.documents);
    const isOpen = (path: string) =>
      named.has(path) && !isWebLocation(path) && !options.texts?.has(path) && !left.has(path);
    const edits = diagnostics.flatMap((each) => each.edits);
    const edited = applyEdits(edits.filter(({ place }) => isOpen(place.source.path)));
    if (edited.size === 0 || round > mostRounds) {
      const now = [...changed].map(([path, source]) => [source, texts.get(path) ?? ""] as const);
      return { diagnostics, texts: new Map(now) };
    }
    for (const [source, text] of edited) {
      if (!changed.has(source.path)) changed.set(source.path, source);
      texts.set(source.path, text);
    }
  }
}

/** Why a document must stay as it is; undefined if it can be written. */
async function obstacleTo(
  { path, text }: SourceText,
  diagnostics: readonly Diagnostic[],
): Promise<string | undefined> {
  const errors = diagnostics.filter(
    ({ severity, place }) => severity === "error" && place?.source.path === path,
  );
  if (errors.length > 0) {
    return errors.length === 1 ? "it has another error" : `it has ${errors.length} other errors`;
  }
  const isWritable = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) return "it is write-protected";
  const now = await readFile(path, "utf8");
  return withoutMark(now) === text ? undefined : "it was changed in the meantime";
}

async function writeTexts(texts: Fixed["texts"]): Promise<void> {
  try {
    await replaceFiles(await Promise.all([...texts].map(newFile)));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(`nothing was fixed: ${error.message}`);
  }
}

/** A link stays a link, and the file keeps its mode and byte order mark. */
async function newFile([source, text]: readonly [SourceText, string]) {
  const path = await realpath(source.path);
  const [{ mode }, before] = await Promise.all([stat(path), readFile(path, "utf8")]);
  const mark = before.startsWith(byteOrderMark) ? byteOrderMark : "";
  return { path, text: mark + text, mode: mode & 0o7777 };
}

function withoutMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

function describeChange(name: string, before: string, now: string): string {
  const patch = createTwoFilesPatch(name, name, before, now, "", "", {
    headerOptions: FILE_HEADERS_ONLY,
  });
  const lines = patch.split(/\r?\n/).map(shownText);
  return lines.join("\n");
}
