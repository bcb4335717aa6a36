/**
 * Compiles every folder of public documents in `../shared/corpus/dev`, type-checks what comes out, runs
 * it, and compares the results with `expected.tsv` and `expected-runs.tsv`; `--update` writes those anew.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Compilation } from "../../generator/compilation.js";
import { changedRows } from "./compare-table.js";
import { type CorpusCase, findCorpusCases } from "./corpus-cases.js";
import { summarize, toRow } from "./report-runs.js";
import { type RunReport, runGenerated } from "./run-generated.js";

const root = resolve(import.meta.dirname, "../..");
// Where the descriptions of AWS leave the region to the caller.
process.env["AWS_REGION"] ??= "us-east-1";
const output = join(root, "node_modules/.arazzo-typescript-corpus");
const expectedTable = join(import.meta.dirname, "expected.tsv");

const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const cases = findCorpusCases(only);
if (cases === undefined) process.exit(0);

const expected = readFileSync(expectedTable, "utf8");
const reasons = new Map(
  expected.split("\n").map((line) => {
    const [name = "", , , , reason = ""] = line.split("\t");
    return [name, reason] as const;
  }),
);
rmSync(output, { recursive: true, force: true });
const rows: string[] = [];
let emitted = 0;
for (const corpusCase of cases) {
  const { name } = corpusCase;
  const result = await compileCase(corpusCase);
  const isEmitted = result.split("\t")[1] === "emitted";
  const row = isEmitted ? result : `${result}\t${reasons.get(name) || "not yet told why"}`;
  rows.push(row);
  if (isEmitted) emitted += 1;
  if (only.length > 0) console.log(row);
}
const problems = typeCheck();
console.log(problems);
const share = ((100 * emitted) / cases.length).toFixed(1);
console.log(`${emitted} of ${cases.length} emitted (${share} %)`);
const reports: RunReport[] = [];
const runRows: string[] = [];
for (const { name } of cases) {
  if (!existsSync(join(output, name))) continue;
  const ran = await runGenerated(join(output, name));
  reports.push(...ran);
  runRows.push(...ran.map((report) => toRow(name, report)));
  if (only.length > 0) showRuns(name, ran);
}
console.log(summarize(reports));
if (only.length === 0) {
  const changed = [
    ...changedRows(expectedTable, rows),
    ...changedRows(join(import.meta.dirname, "expected-runs.tsv"), runRows),
  ];
  for (const row of changed) console.log(`changed: ${row}`);
  process.exitCode = changed.length + problems.length > 0 ? 1 : 0;
}

function showRuns(name: string, ran: readonly RunReport[]): void {
  for (const report of ran) {
    console.log(toRow(name, report));
    if (report.error instanceof Error) console.log(`  ${report.error.stack}`);
  }
}

/** `name`, what became of it with type errors let pass, and the codes of its diagnostics. */
async function compileCase({ name, compile }: CorpusCase): Promise<string> {
  try {
    // The inputs are samples of the documents, which may be wider than the types of the functions.
    const lenient = await compile({ onTypeError: "warn", checkInputs: false });
    const again = await compile({ onTypeError: "warn", checkInputs: false });
    if (JSON.stringify(texts(lenient)) !== JSON.stringify(texts(again))) return `${name}\tunstable`;
    for (const { path, text } of lenient.files) {
      const file = join(output, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const strict = await compile({});
    const codes = (compilation: Compilation) => [
      ...new Set(
        compilation.diagnostics.flatMap(({ code, severity }) => (severity === "error" ? code : [])),
      ),
    ];
    const result = lenient.files.length > 0 ? "emitted" : "refused";
    const refused = codes(lenient).join(" ") || "-";
    const strictly = strict.files.length > 0 ? "emitted" : codes(strict).join(" ");
    if (only.length > 0) {
      for (const diagnostic of [...lenient.diagnostics, ...strict.diagnostics]) {
        if (diagnostic.severity === "error") console.log(show(diagnostic));
      }
    }
    return [name, result, refused, strictly].join("\t");
  } catch (error) {
    return `${name}\tcrashed\t${error instanceof Error ? (only.length > 0 ? error.stack : error.message) : error}`;
  }
}

function show({ code, message, place }: Compilation["diagnostics"][number]): string {
  const line = place?.source.text.slice(0, place.start).split("\n").length;
  return `  ${code}: ${message} (${place?.source.name}:${line})`;
}

function texts({ files }: Compilation): readonly string[] {
  return files.map(({ path, text }) => path + text);
}

/** What the real compiler says of everything that was written, under every flag. */
function typeCheck(): string {
  const config = {
    compilerOptions: {
      target: "es2022",
      lib: ["es2022", "dom"],
      module: "nodenext",
      types: [],
      noEmit: true,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noPropertyAccessFromIndexSignature: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      isolatedDeclarations: true,
      declaration: true,
      erasableSyntaxOnly: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      skipLibCheck: true,
    },
    include: ["**/*.ts"],
  };
  if (!existsSync(output)) return "";
  writeFileSync(join(output, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(output, "package.json"), '{"type":"module"}');
  try {
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", output], {
      encoding: "utf8",
      cwd: output,
      maxBuffer: 1 << 28,
    });
    return "";
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}
