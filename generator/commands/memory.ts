import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { digest } from "../source/digest.js";

/** Texts that are kept between runs of this compiler. Another compiler, or the same with other packages, finds none. */
export interface Memory {
  /** The text that was kept under the key; undefined if there is none, or if it was damaged. */
  readonly recall: (key: string) => Promise<string | undefined>;
  /** Does nothing if the text cannot be kept. */
  readonly keep: (key: string, text: string) => Promise<void>;
}

/** The memory in the `node_modules` of the working directory; undefined if there is no such folder. */
export async function openMemory(): Promise<Memory | undefined> {
  const packages = resolve("node_modules");
  if ((await stampOf(packages)) === "") return undefined;
  const folder = join(packages, ".cache/arazzo-typescript");
  const compiler = digest((await stampsOfCompiler(packages)).join());
  const fileOf = (key: string) => join(folder, `${digest(key)}.json`);
  return {
    recall: async (key) => {
      const content = await readFile(fileOf(key), "utf8").catch(() => "");
      const [mark, text = ""] = content.split("\n");
      return mark === digest(compiler + text) ? text : undefined;
    },
    keep: async (key, text) => {
      const temporary = `${fileOf(key)}.${process.pid}`;
      await mkdir(folder, { recursive: true })
        .then(() => writeFile(temporary, `${digest(compiler + text)}\n${text}`))
        .then(() => rename(temporary, fileOf(key)))
        .catch(() => {});
    },
  };
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

/** The size of a file and when it was changed last; empty if it does not exist. */
export function stampOf(path: string): Promise<string> {
  return stat(path).then(
    (found) => (found.isDirectory() ? "folder" : `${found.size} ${found.mtimeMs}`),
    () => "",
  );
}
