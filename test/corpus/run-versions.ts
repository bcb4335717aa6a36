/**
 * Compiles the public documents of version 1.0 in `../shared/corpus/dev` as they are and as documents of version 1.1.0, and
 * compares the generated code. `expected-versions.tsv` lists the cases whose code differs, each with the reason. Name
 * folders to run only them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Compilation } from "../../generator/compilation.js";
import { type CorpusFolder, findCorpusCases } from "./corpus-cases.js";

process.env["AWS_REGION"] ??= "us-east-1";
const only = process.argv.slice(2);
const cases = findCorpusCases(only);
if (cases === undefined) process.exit(0);

const table = readFileSync(join(import.meta.dirname, "expected-versions.tsv"), "utf8");
const known = new Set(table.split("\n").map((line) => line.split("\t")[0]));
const changed: string[] = [];
let compared = 0;
for (const corpusCase of cases) {
  const texts = laterTexts(corpusCase);
  if (texts.size === 0) continue;
  compared += 1;
  const before = await corpusCase.compile({ onTypeError: "warn" });
  const after = await corpusCase.compile({ onTypeError: "warn", texts });
  const difference = differenceOf(before, after);
  if (difference !== undefined) console.log(`${corpusCase.name}: ${difference}`);
  const isKnown = known.has(corpusCase.name);
  if (isKnown !== (difference !== undefined)) changed.push(corpusCase.name);
}
console.log(`${compared} folders compared`);
for (const name of changed) console.log(`not as in the table: ${name}`);
process.exitCode = changed.length > 0 ? 1 : 0;

/** The documents of version 1.0 with their version changed, by path. */
function laterTexts({ folder }: CorpusFolder): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const texts = new Map<string, string>();
  for (const file of files.filter((each) => /\.(ya?ml|json)$/i.test(each))) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const later = text.replace(
      /^([{\s]*["']?arazzo["']?\s*:\s*["']?)1\.0\.\d+/m,
      (_, start: string) => `${start}1.1.0`,
    );
    if (later !== text) texts.set(path, later);
  }
  return texts;
}

/** What differs: the first file, or the errors if one of the two is refused; undefined if nothing does. */
function differenceOf(before: Compilation, after: Compilation): string | undefined {
  const texts = new Map(before.files.map(({ path, text }) => [path, text]));
  const changed = after.files.find(({ path, text }) => texts.get(path) !== text);
  if (before.files.length === after.files.length) return changed?.path;
  const errors = ({ diagnostics }: Compilation) =>
    diagnostics.flatMap(({ code, severity }) => (severity === "error" ? code : []));
  const codes = (compilation: Compilation) =>
    [...new Set(errors(compilation))].join(" ") || "no error";
  return `${codes(before)}, then ${codes(after)}`;
}
