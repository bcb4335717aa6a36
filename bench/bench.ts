/**
 * Compares this project with its alternatives, and prints one table.
 *
 * Usage: npm run bench [-- names of figures]
 */

import { cpus } from "node:os";
import { type Figure, median, type Row, ratioOf } from "./figure.js";
import { measureChecks } from "./figures/checks.js";
import { measureColdStart } from "./figures/cold-start.js";
import { measureHugeSource } from "./figures/huge-source.js";
import { measureManyDocuments } from "./figures/many-documents.js";
import { measureSeed } from "./figures/seed.js";
import { measureSize } from "./figures/size.js";
import { measureSteps } from "./figures/steps.js";
import { measureTypeCheck } from "./figures/type-check.js";
import { measureWarm } from "./figures/warm.js";
import { measureWatch } from "./figures/watch.js";
import { prepareWorkplace } from "./workplace.js";

const figures: Readonly<Record<string, Figure>> = {
  size: measureSize,
  cold: measureColdStart,
  warm: measureWarm,
  tsc: measureTypeCheck,
  seed: measureSeed,
  huge: measureHugeSource,
  many: measureManyDocuments,
  steps: measureSteps,
  watch: measureWatch,
  checks: measureChecks,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(figures, name));
if (unknown.length > 0) {
  console.error(`no figure ${unknown.join(", ")}; there are ${Object.keys(figures).join(", ")}`);
  process.exit(2);
}

const place = await prepareWorkplace();
const rows: Row[] = [];
for (const [name, measure] of Object.entries(figures)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.error(`measuring ${name} …`);
  rows.push(...(await measure(place)));
}
const [processor] = cpus();
console.log(`Node ${process.version}, ${cpus().length} × ${processor?.model ?? "unknown"}\n`);
console.log(tableOf(rows));

function tableOf(rows: readonly Row[]): string {
  const head = ["figure", "here", "beside", "", "ratio", "of CPU", "goal", ""];
  const cells = rows.map((row) => {
    const ratio = ratioOf(row);
    const verdict = ratio <= row.goal ? "reached" : "NOT REACHED";
    return [
      ...[row.what, spreadOf(row.ours, row.unit), row.beside, spreadOf(row.theirs, row.unit)],
      ratio.toFixed(2),
      row.cpu ? ratioOf(row.cpu).toFixed(2) : "",
      ...[`≤ ${row.goal}`, verdict],
    ];
  });
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...cells]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The median, and the least and the most if there were several runs. */
function spreadOf(values: readonly number[], unit: string): string {
  const show = (value: number) =>
    value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0);
  const middle = `${show(median(values))} ${unit}`.trim();
  if (values.length < 2) return middle;
  return `${middle} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}
