/**
 * Runs generated code with responses and inputs that its types do not allow, and with random valid responses, and
 * compares how the runs end with `expected-*.tsv`. See README.md.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { changedRows } from "../corpus/compare-table.js";
import { findCorpusCases } from "../corpus/corpus-cases.js";
import { compileFolders, ownCases } from "./folders.js";
import { GeneratedTypes } from "./generated-types.js";
import { type Call, measureCalls } from "./measure-calls.js";
import { type MutantRun, measureMutants } from "./measure-mutants.js";
import { measureRandom, type RandomRun } from "./measure-random.js";
import { runBranches, runPlainly } from "./plain-run.js";
import { callTable, mutantTable, randomTable, share } from "./tables.js";
import { openFolder } from "./tested-folder.js";
import { WorkflowRunner } from "./workflow-runner.js";

// Where the descriptions of AWS leave the region to the caller.
process.env["AWS_REGION"] ??= "us-east-1";
const isDeep = process.argv.includes("--deep");
const isQuick = process.argv.includes("--quick");
const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const isWanted = ({ name }: { readonly name: string }) => only.length === 0 || only.includes(name);
/** Of one workflow. */
const randomRuns = isQuick ? 12 : 75;

const corpus = findCorpusCases([]);
if (corpus === undefined) {
  console.error("npm run truth needs the public documents in ../shared/corpus, or in CORPUS");
  process.exit(1);
}
const folders = await compileFolders([...ownCases, ...corpus].filter(isWanted), {
  checkResponses: isDeep ? "deep" : "read",
});
const types = new GeneratedTypes(folders.map(({ path }) => path));
const mutants: (MutantRun & { isStrict: boolean })[] = [];
const random: (RandomRun & { isStrict: boolean })[] = [];
const calls: Call[] = [];
const details: string[] = [];
for (const folder of folders) await measure(folder);
report();

async function measure(folder: (typeof folders)[number]): Promise<void> {
  const { name, isStrict } = folder;
  const runner = new WorkflowRunner(await openFolder(folder, types), types);
  for (const plain of await runPlainly(runner)) {
    const place = `${name}\t${plain.workflow.functionName}`;
    const randomly = await measureRandom(runner, plain, randomRuns);
    random.push(...randomly.map((run) => ({ ...run, isStrict })));
    details.push(...randomly.flatMap(detailsOfRandom).map((line) => `${place}\t${line}`));
    if (plain.ended.error !== undefined) continue;
    const branches = [plain, ...(await runBranches(runner, plain))];
    const mutated: MutantRun[] = [];
    for (const branch of branches) mutated.push(...(await measureMutants(runner, branch)));
    mutants.push(...mutated.map((run) => ({ ...run, isStrict })));
    details.push(...mutated.flatMap(detailsOfMutant).map((line) => `${place}\t${line}`));
    // The check of inputs is the same.
    if (!isStrict || isDeep) continue;
    const called = await measureCalls(runner, plain);
    calls.push(...called);
    details.push(...called.flatMap(detailsOfCall).map((line) => `${place}\t${line}`));
  }
}

function report(): void {
  const file = resolve("node_modules/.arazzo-typescript-truth/details.tsv");
  mkdirSync(resolve(file, ".."), { recursive: true });
  writeFileSync(file, `${details.join("\n")}\n`);
  const invalid = mutants.filter(({ validity }) => validity === "invalid");
  console.log(`${mutants.length} changed responses, of which ${invalid.length} are invalid`);
  for (const end of [...new Set(invalid.map((run) => run.end))].sort()) {
    console.log(`  ${end}: ${share(invalid, end)}`);
  }
  const alarms = random.filter(isAlarm);
  console.log(`${random.length} random valid runs, ${alarms.length} false alarms`);
  console.log(`${calls.length} calls with other inputs`);
  console.log(`each run that ended badly: ${file}`);
  const tables = {
    mutants: mutantTable(mutants),
    ...(isQuick ? {} : { random: randomTable(random) }),
    ...(isDeep ? {} : { calls: callTable(calls) }),
  };
  const suffix = isDeep ? ".deep" : "";
  for (const [name, table] of Object.entries(tables)) {
    if (only.length > 0) console.log(table.join("\n"));
    else {
      const changed = changedRows(
        join(import.meta.dirname, `expected-${name}${suffix}.tsv`),
        table,
      );
      for (const row of changed) console.log(`changed: ${name}: ${row}`);
      if (changed.length > 0) process.exitCode = 1;
    }
  }
  if (alarms.length > 0) process.exitCode = 1;
}

/** A valid response that ended badly. Documents with type errors may send values of other types. */
function isAlarm({ end, violations, isStrict }: (typeof random)[number]): boolean {
  return end === "false alarm" || end === "exception" || (isStrict && violations.length > 0);
}

function detailsOfMutant(run: MutantRun): readonly string[] {
  const { end, kind, where, pointer, stepId, validity, absentInUrl, error, violations } = run;
  const isFine = /^(unexpected response|typed error|not read|same value|other value)$/.test(end);
  if (isFine && absentInUrl === undefined) return [];
  const found = violations.slice(0, 2);
  const row = ["mutant", end, validity, stepId, where, pointer, kind, ...found, absentInUrl ?? ""];
  return [[...row, showError(error)].join("\t")];
}

function detailsOfRandom({
  end,
  seed,
  violations,
  absentInUrl,
  error,
}: RandomRun): readonly string[] {
  const isFine = end === "outcome" || end === "typed error";
  if (isFine && violations.length === 0 && absentInUrl === undefined) return [];
  const found = violations.slice(0, 2);
  return [["random", end, seed, ...found, absentInUrl ?? "", showError(error)].join("\t")];
}

function detailsOfCall(call: Call): readonly string[] {
  const { kind, input, end, requests, absentInUrl, isWrongByKind, error } = call;
  const isFine = isWrongByKind ? requests === 0 && end === "typed error" : end !== "exception";
  if (isFine && absentInUrl === undefined) return [];
  const wrong = [
    call.isWrongByKind && "kind",
    call.isWrongByType && "type",
    call.isWrongBySchema && "schema",
  ].filter(Boolean);
  const row = ["call", end, kind, input, `wrong by ${wrong.join(", ")}`, `${requests} sent`];
  return [[...row, absentInUrl ?? "", showError(error)].join("\t")];
}

function showError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : "";
}
