import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { digest } from "../incremental/digest.js";

/** Strings that are stored between runs of this compiler. A string is lost if the compiler or one of its packages changes. */
export interface DiskCache {
  /** The string under the key; undefined if there is none or the file is damaged. */
  readonly read: (key: string) => Promise<string | undefined>;
  /** Does nothing if the string cannot be stored. */
  readonly write: (key: string, text: string) => Promise<void>;
}

/** The cache in the `node_modules` of the working directory; undefined if there is no such folder. */
export async function openDiskCache(): Promise<DiskCache | undefined> {
  const packages = resolve("node_modules");
  if ((await fingerprint(packages)) === "") return undefined;
  const folder = join(packages, ".cache/arazzo-typescript");
  const compiler = digest((await fingerprintsOfCompiler(packages)).join());
  const fileOf = (key: string) => join(folder, `${digest(key)}.json`);
  return {
    read: async (key) => {
      const content = await readFile(fileOf(key), "utf8").catch(() => "");
      const [mark, text = ""] = content.split("\n");
      return mark === digest(compiler + text) ? text : undefined;
    },
    write: async (key, text) => {
      const temporary = `${fileOf(key)}.${process.pid}`;
      await mkdir(folder, { recursive: true })
        .then(() => writeFile(temporary, `${digest(compiler + text)}\n${text}`))
        .then(() => rename(temporary, fileOf(key)))
        .catch(() => {});
    },
  };
}

/** Fingerprints of this compiler's files, its templates, and the lock files of the installed packages. */
async function fingerprintsOfCompiler(packages: string): Promise<readonly string[]> {
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
  return Promise.all(files.sort().map(async (file) => `${file} ${await fingerprint(file)}`));
}

/** The size and the modification time of a file, which are cheaper to read than its content; empty if it does not exist. */
export function fingerprint(path: string): Promise<string> {
  return stat(path).then(
    (found) => (found.isDirectory() ? "folder" : `${found.size} ${found.mtimeMs}`),
    () => "",
  );
}
