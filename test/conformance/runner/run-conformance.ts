/**
 * Runs the cases with the generated code and with Redocly Respect, prints the table and every unexplained failure, and
 * writes `respect.yaml` and `docs/conformance.md`. With names of areas or cases it runs only these, keeps the results of
 * the others, and prints explained failures too.
 *
 * Usage: npm run conformance [-- names of areas or cases]
 */

import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compileCases } from "./compile-cases.js";
import type { ConformanceRun } from "./conformance-case.js";
import { judge, type Tool } from "./judge.js";
import { areaTable, conformancePage } from "./page.js";
import { readCases, readRequirements, runsOf } from "./read-cases.js";
import { installRedocly } from "./redocly.js";
import { readRespectResults, updateResults, writeRespectResults } from "./respect-results.js";
import { runCompiled } from "./run-compiled.js";
import { createRespect } from "./run-respect.js";

type Differences = ReadonlyMap<string, readonly string[]>;

const root = resolve(import.meta.dirname, "../../..");
const names = process.argv.slice(2);
const all = readCases();
const cases = all.filter(
  ({ id, area }) => names.length === 0 || names.includes(area) || names.includes(id),
);
const runs = cases.flatMap(runsOf);

const redocly = await installRedocly();
const known = readRespectResults();
if (names.length > 0 && known.version !== redocly.version) {
  throw new Error(`run all cases: the results are of version ${known.version}`);
}
const out = join(root, "node_modules/.arazzo-typescript-conformance/generated");
const ours = await runAll(runCompiled(await compileCases(cases, out)));
const respect = await createRespect(redocly);
const theirs = await runAll(respect.tool);
await respect.close();

const results = updateResults(known, {
  version: redocly.version,
  date: new Date().toISOString().slice(0, 10),
  ids: all.flatMap(runsOf).map(({ id }) => id),
  hasFailed: new Map(runs.map(({ id }) => [id, isFailed(theirs, id)] as const)),
});
writeRespectResults(results);
writeFileSync(join(root, "docs/conformance.md"), conformancePage(all, readRequirements(), results));
const explained = new Set(
  results.failures.flatMap((each) => (each.reason === "" ? [] : each.runs)),
);
show("arazzo-typescript", ours, () => true);
show("Respect", theirs, (id) => names.length > 0 || !explained.has(id));
console.log(areaTable(cases, results.passed, (id) => !isFailed(ours, id)));
const isComplete = runs.every(
  ({ id }) => !isFailed(ours, id) && (!isFailed(theirs, id) || explained.has(id)),
);
process.exitCode = isComplete ? 0 : 1;

/** Runs two runs at a time. */
async function runAll(tool: Tool): Promise<Differences> {
  const differences = new Map<string, readonly string[]>();
  const waiting = [...runs];
  await Promise.all([work(), work()]);
  return differences;

  async function work(): Promise<void> {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      differences.set(run.id, await judge(run, tool));
    }
  }
}

function isFailed(differences: Differences, id: ConformanceRun["id"]): boolean {
  return (differences.get(id)?.length ?? 0) > 0;
}

function show(tool: string, differences: Differences, isShown: (id: string) => boolean): void {
  for (const [id, found] of differences) {
    if (found.length === 0 || !isShown(id)) continue;
    console.log(`${tool} fails ${id}\n  ${found.join("\n").replaceAll("\n", "\n  ")}`);
  }
}
