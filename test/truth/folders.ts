import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { CorpusCase } from "../corpus/corpus-cases.js";
import type { Folder } from "./tested-folder.js";

const root = resolve(import.meta.dirname, "../..");
const output = join(root, "node_modules/.arazzo-typescript-truth");

/** The committed code of the seed and the examples. */
export const ownFolders: readonly Folder[] = [
  { name: "seed", path: join(root, "generated"), isStrict: true },
  { name: "examples", path: join(root, "examples/generated"), isStrict: true },
];

/** Compiles the folders of the corpus; a folder that is refused is left out. */
export async function compileCorpus(cases: readonly CorpusCase[]): Promise<readonly Folder[]> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, "package.json"), '{"type":"module"}');
  const strict = strictCases();
  const folders: Folder[] = [];
  for (const { name, compile } of cases) {
    const { files } = await compile({ onTypeError: "warn" });
    for (const { path, text } of files) {
      const file = join(output, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const isStrict = strict.has(name);
    if (files.length > 0) folders.push({ name, path: join(output, name), isStrict });
  }
  return folders;
}

/** The folders that `npm run corpus` compiles without type errors. */
function strictCases(): ReadonlySet<string> {
  const rows = readFileSync(join(root, "test/corpus/expected.tsv"), "utf8").split("\n");
  return new Set(
    rows
      .map((row) => row.split("\t"))
      .filter(([, , , strictly]) => strictly === "emitted")
      .map(([name = ""]) => name),
  );
}
