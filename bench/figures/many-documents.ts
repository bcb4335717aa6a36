/** A thousand documents over a hundred sources: from nothing, again, and after one source has changed. */

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { makeDocuments, writeSource } from "../documents/make-documents.js";
import { type Figure, type Row, takeTurns, timesOf } from "../figure.js";
import { type ProcessRun, runNode } from "../run-process.js";

export const measureManyDocuments: Figure = async ({ folder, command, forget }) => {
  const documents = (count: number) => join(folder, `documents-${count}`);
  const out = (count: number) => join(folder, `documents-${count}-out`);
  for (const count of [10, 500, 1000]) await makeDocuments(documents(count), count);
  const again = (count: number) =>
    runNode([...command, documents(count), "--out", out(count)], { cwd: folder });
  const anew = async (count: number) => {
    await rm(out(count), { recursive: true, force: true });
    await forget();
    return again(count);
  };
  let edition = 1;
  const runs = await takeTurns({
    ten: () => anew(10),
    half: () => anew(500),
    all: () => anew(1000),
    unchanged: () => again(1000),
    changed: async () => {
      edition += 1;
      await writeSource(documents(1000), 42, edition);
      return again(1000);
    },
  });
  const start = runs.ten.map(({ cpu }) => cpu);
  const beyondStart = (of: readonly ProcessRun[]) =>
    of.map(({ cpu }, index) => cpu - (start[index] ?? 0));
  const all = beyondStart(runs.all);
  const rows: readonly Row[] = [
    {
      what: "7 CPU for a document of 1,000",
      unit: "ms",
      ours: all.map((time) => time / 990),
      beside: "limit",
      theirs: [25],
      goal: 1,
    },
    {
      what: "7 CPU for 1,000",
      unit: "ms",
      ours: all,
      beside: "twice 500",
      theirs: beyondStart(runs.half).map((time) => (time / 490) * 990),
      goal: 1.1,
    },
    {
      what: "7 memory of 1,000",
      unit: "MB",
      ours: runs.all.map(({ memory }) => memory),
      beside: "twice 500",
      theirs: runs.half.map(({ memory }) => memory * 2),
      goal: 1,
    },
    {
      what: "7 1,000 unchanged",
      ...timesOf(runs.unchanged, runs.all),
      beside: "1,000 anew",
      goal: 0.1,
    },
    {
      what: "7 1,000, a source changed",
      ...timesOf(runs.changed, runs.all),
      beside: "1,000 anew",
      goal: 0.2,
    },
  ];
  return rows;
};
