import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { KeptDocuments } from "../1-load/document-reader.js";
import { findArazzoFiles } from "../1-load/find-arazzo-files.js";
import { readSourceText } from "../1-load/read-source-text.js";
import type { Compilation } from "../compile.js";
import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostics.js";
import type { SourceText } from "../source/source-text.js";
import type { Settings } from "./settings.js";

/** A compilation without errors, and all that it was made of. */
interface Memory {
  readonly made: string;
  /** The digest of each text that was read, by location; null for what was looked for and not there. */
  readonly texts: Readonly<Record<string, string | null>>;
  readonly compilation: Compilation;
}

/** Remembers what is compiled now, for the next time. */
export type Remember = (compilation: Compilation, kept: KeptDocuments) => Promise<void>;

/**
 * What the same command compiled before, if this compiler made it, of the same texts. It is kept in the
 * `node_modules` of the working directory; without that folder, and of what is fetched or comes from the standard
 * input, nothing is.
 */
export async function recall(
  settings: Settings,
): Promise<{ readonly compilation?: Compilation; readonly remember: Remember }> {
  const packages = resolve("node_modules");
  const isRepeatable = !settings.fetch && !settings.kept && !settings.texts?.size;
  if (!isRepeatable || (await stampOf(packages)) === "") return { remember: async () => {} };
  const { locations } = await findArazzoFiles(settings.documents, new Map(), new Diagnostics());
  const { documents, map, onTypeError, strict } = settings;
  const command = [documents, [...(map ?? [])], onTypeError, strict];
  const made = digest(JSON.stringify([command, locations, await stampsOfCompiler(packages)]));
  const folder = join(packages, ".cache/arazzo-typescript");
  const file = join(folder, `${digest(JSON.stringify(command))}.json`);
  const memory = await readMemory(file);
  const sources = memory?.made === made ? await readSame(memory.texts) : undefined;
  if (memory && sources) return { compilation: revive(memory.compilation, sources), remember };
  return { remember };

  async function remember(compilation: Compilation, kept: KeptDocuments): Promise<void> {
    if (compilation.files.length === 0) return;
    const texts = compilation.read.locations.map((location) => {
      const text = kept.parsed?.get(location)?.document.source.text;
      return [location, text === undefined ? null : digest(text)];
    });
    const written: Memory = { made, texts: Object.fromEntries(texts), compilation };
    // What cannot be kept is made anew.
    await mkdir(folder, { recursive: true })
      .then(() => writeFile(`${file}.${process.pid}`, JSON.stringify(written, withoutText)))
      .then(() => rename(`${file}.${process.pid}`, file))
      .catch(() => {});
  }
}

async function readMemory(file: string): Promise<Memory | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** The texts at these locations; undefined if one of them is another now. */
async function readSame(
  digests: Memory["texts"],
): Promise<ReadonlyMap<string, SourceText> | undefined> {
  const sources = new Map<string, SourceText>();
  for (const [location, expected] of Object.entries(digests)) {
    const source = await readSourceText(location);
    const isThere = !("problem" in source);
    if ((isThere ? digest(source.text) : null) !== expected) return undefined;
    if (isThere) sources.set(location, source);
  }
  return sources;
}

/** Puts the texts back into the places of the diagnostics. */
function revive(compilation: Compilation, sources: ReadonlyMap<string, SourceText>): Compilation {
  const withText = <Placed extends Pick<Diagnostic, "place">>(placed: Placed): Placed => {
    const source = placed.place && sources.get(placed.place.source.path);
    return placed.place && source ? { ...placed, place: { ...placed.place, source } } : placed;
  };
  const diagnostics = compilation.diagnostics.map((each) => ({
    ...withText(each),
    related: each.related.map((other) => ({ ...other, ...withText(other) })),
  }));
  return { ...compilation, diagnostics };
}

/** Sources are read again; of an emitted file nothing is asked any more but its text. */
function withoutText(this: unknown, key: string, value: unknown): unknown {
  if (key === "origins") return [];
  if (key !== "source") return value;
  return { ...(value as SourceText), text: "" };
}

/** When the files of this compiler, its templates and the installed packages were changed last. */
async function stampsOfCompiler(packages: string): Promise<readonly string[]> {
  const folders = ["../", "../../templates/"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const own = folders.map(async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.(js|ts|hbs)$/.test(entry.name));
    return files.map(({ parentPath, name }) => join(parentPath, name));
  });
  const installed = [".package-lock.json", ".modules.yaml", ".yarn-integrity", ".yarn-state.yml"];
  const files = [
    ...(await Promise.all(own)).flat(),
    ...installed.map((name) => join(packages, name)),
  ];
  return Promise.all(files.sort().map(async (file) => `${file} ${await stampOf(file)}`));
}

/** Its size and when it was changed last; empty for what is not there. */
function stampOf(path: string): Promise<string> {
  return stat(path).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    () => "",
  );
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
