/** Runs `tsc` of TypeScript 5.9 on one file, with the options that `tsc --init` writes. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ProcessRun, runNode } from "./run-process.js";
import type { Workplace } from "./workplace.js";

/** @param types packages of global types that the file needs */
export async function prepareTypeCheck(
  file: string,
  { folder, peer }: Workplace,
  types: readonly string[] = [],
): Promise<() => Promise<ProcessRun>> {
  const config = join(folder, `tsconfig.${file.replaceAll("/", "-")}.json`);
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types,
  };
  await writeFile(config, JSON.stringify({ compilerOptions, files: [join(folder, file)] }));
  return () => runNode([peer("typescript/lib/tsc.js"), "-p", config]);
}

/** The same on an empty file: the time for the libraries of the language and the DOM. */
export async function prepareEmptyCheck(place: Workplace): Promise<() => Promise<ProcessRun>> {
  await writeFile(join(place.folder, "empty.ts"), "export {};\n");
  return prepareTypeCheck("empty.ts", place);
}

/** Times of runs, minus the times of the empty file. */
export function beyond(
  runs: readonly ProcessRun[],
  empty: readonly ProcessRun[],
): readonly ProcessRun[] {
  return runs.map((run, index) => ({
    ...run,
    wall: run.wall - (empty[index]?.wall ?? 0),
    cpu: run.cpu - (empty[index]?.cpu ?? 0),
  }));
}
