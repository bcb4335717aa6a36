import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Kept } from "../compile.js";
import { type CompiledCluster, settingsOf } from "../compiled-cluster.js";
import { digest } from "../source/digest.js";
import { isObject } from "../source/located.js";
import type { Settings } from "./settings.js";

/** What a command remembers. */
export interface Recalled {
  /** What this compiler left when the same command ran before. */
  readonly kept: Kept;
  /** Remembers it for the next time. */
  readonly remember: () => Promise<void>;
}

/**
 * What is kept between runs of a command, in the `node_modules` of the working directory. Without that folder, and
 * of what is fetched or comes from the standard input, nothing is.
 */
export async function recall(settings: Settings): Promise<Recalled> {
  if (settings.kept) return { kept: settings.kept, remember: async () => {} };
  const packages = resolve("node_modules");
  const isRepeatable = !settings.fetch && !settings.texts?.size;
  if (!isRepeatable || (await stampOf(packages)) === "")
    return { kept: {}, remember: async () => {} };
  const folder = join(packages, ".cache/arazzo-typescript");
  const command = JSON.stringify([settings.documents, settingsOf(settings)]);
  const file = join(folder, `${digest(command)}.json`);
  const compiler = digest((await stampsOfCompiler(packages)).join());
  const before = await readClusters(file, compiler);
  const kept: Kept = { clusters: before, settings: settingsOf(settings) };
  return { kept, remember };

  async function remember(): Promise<void> {
    if (!kept.clusters || kept.clusters === before) return;
    const text = JSON.stringify(kept.clusters, withoutText);
    // What cannot be kept is made anew.
    await mkdir(folder, { recursive: true })
      .then(() => writeFile(`${file}.${process.pid}`, `${digest(compiler + text)}\n${text}`))
      .then(() => rename(`${file}.${process.pid}`, file))
      .catch(() => {});
  }
}

/** The clusters in a file, if this compiler wrote it, and nobody else after it. */
async function readClusters(file: string, compiler: string): Promise<readonly CompiledCluster[]> {
  const [mark, text = ""] = (await readFile(file, "utf8").catch(() => "")).split("\n");
  return mark === digest(compiler + text) ? JSON.parse(text) : [];
}

/** The texts of sources are read again. */
function withoutText(this: unknown, key: string, value: unknown): unknown {
  return key === "source" && isObject(value) && "text" in value ? { ...value, text: "" } : value;
}

/** When the files of this compiler, its version, its templates and the installed packages were changed last. */
async function stampsOfCompiler(packages: string): Promise<readonly string[]> {
  const folders = ["../", "../../templates/"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const own = folders.map(async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.(js|ts|hbs)$/.test(entry.name));
    return files.map(({ parentPath, name }) => join(parentPath, name));
  });
  const manifest = fileURLToPath(new URL("../../package.json", import.meta.url));
  const installed = [".package-lock.json", ".modules.yaml", ".yarn-integrity", ".yarn-state.yml"];
  const files = [
    ...(await Promise.all(own)).flat(),
    manifest,
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
