import { existsSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Compilation, CompileOptions } from "../../generator/compilation.js";
import { compile } from "../../generator/compile.js";
import { sharedFixture } from "../shared-fixture.js";

/** A folder of public documents. */
export interface CorpusCase {
  readonly name: string;
  readonly compile: (options: CompileOptions) => Promise<Compilation>;
}

/** A folder of the corpus. */
export interface CorpusFolder extends CorpusCase {
  readonly folder: string;
}

/**
 * Finds the folders in `../shared/corpus/dev`, or in the folder that `CORPUS` names.
 * @param only the names of the folders, or nothing for all
 * @returns `undefined` if the corpus is missing
 */
export function findCorpusCases(only: readonly string[]): readonly CorpusFolder[] | undefined {
  const { path: corpus, isMissing } = sharedFixture(
    process.env["CORPUS"] === undefined ? "corpus/dev" : resolve(process.env["CORPUS"]),
  );
  if (isMissing) return undefined;
  const linked = linkInRepository(corpus);
  return readFileSync(join(corpus, "../MANIFEST.tsv"), "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([set, name = ""]) => set === "dev" && (only.length === 0 || only.includes(name)))
    .map(([, name = "", , paths = ""]) => corpusCase(join(linked, name), name, paths.split(";")))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Generated files name documents relative to their project, so the runs find documents only in this repository. */
function linkInRepository(corpus: string): string {
  const modules = resolve(import.meta.dirname, "../../node_modules");
  const link = join(modules, ".arazzo-typescript-documents");
  if (existsSync(link) && realpathSync(link) === realpathSync(corpus)) return link;
  rmSync(link, { force: true });
  symlinkSync(corpus, link);
  return link;
}

/** @param paths the Arazzo documents, relative to the folder */
function corpusCase(folder: string, name: string, paths: readonly string[]): CorpusFolder {
  const mapFile = join(folder, "url-map.json");
  return {
    ...{ name, folder },
    compile(options) {
      const entries: Record<string, string> = existsSync(mapFile)
        ? JSON.parse(readFileSync(mapFile, "utf8"))
        : {};
      const map = new Map(
        Object.entries(entries).map(([url, path]) => [url, resolve(folder, path)] as const),
      );
      return compile(
        paths.map((path) => join(folder, path)),
        { ...options, map },
      );
    },
  };
}
