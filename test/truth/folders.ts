import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { CompileOptions } from "../../generator/compilation.js";
import { compile } from "../../generator/compile.js";
import type { CorpusCase } from "../corpus/corpus-cases.js";
import type { Folder } from "./tested-folder.js";

const root = resolve(import.meta.dirname, "../..");
const output = join(root, "node_modules/.arazzo-typescript-truth");

/** The documents of this repository. */
export const ownCases: readonly CorpusCase[] = [
  ownCase("seed", [
    "specs/arazzo/amazon-sagemaker-register-latest-completed-training-workflow.yml",
  ]),
  ownCase("examples", [
    "examples/specs/convert-video.arazzo.yaml",
    "examples/specs/ship-order.arazzo.yaml",
  ]),
];

function ownCase(name: string, paths: readonly string[]): CorpusCase {
  const absolute = paths.map((path) => join(root, path));
  return { name, compile: (options) => compile(absolute, options) };
}

/** Compiles folders; a folder that is refused is left out. */
export async function compileFolders(
  cases: readonly CorpusCase[],
  options: Pick<CompileOptions, "checkResponses">,
): Promise<readonly Folder[]> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, "package.json"), '{"type":"module"}');
  const strict = strictCases();
  const folders: Folder[] = [];
  for (const each of cases) {
    const { name } = each;
    const { files } = await each.compile({ ...options, onTypeError: "warn" });
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

/** The folders whose documents have no type errors, those of the corpus as `npm run corpus` found. */
function strictCases(): ReadonlySet<string> {
  const rows = readFileSync(join(root, "test/corpus/expected.tsv"), "utf8").split("\n");
  const strict = rows
    .map((row) => row.split("\t"))
    .filter(([, , , strictly]) => strictly === "emitted")
    .map(([name = ""]) => name);
  return new Set([...ownCases.map(({ name }) => name), ...strict]);
}
