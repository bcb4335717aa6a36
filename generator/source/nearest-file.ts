import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The first of the files that exists in the folder, or else in the nearest parent folder that has one. */
export function nearestFile(folder: string, names: readonly string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined || dirname(folder) === folder) return found;
  return nearestFile(dirname(folder), names);
}
