import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../../generator/compile.js";

/**
 * Every folder beside this file is a case, named after what it shows: an `arazzo.yaml`, its sources, and `expected/`,
 * the files that they compile to. A case with the source `jobs.yaml` shows only its workflows. To add a case, add a
 * folder without `expected/` and run the tests. After a change of the generator, `vitest -u` updates `expected/`.
 */
export const folder = import.meta.dirname;
export const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export function compileCase(name: string) {
  return compile([join(folder, name, "arazzo.yaml")]);
}
