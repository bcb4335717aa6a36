import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The first of these files that is in the folder, or in the nearest folder above that has one of them. */
export function nearestFile(folder: string, names: readonly string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined || dirname(folder) === folder) return found;
  return nearestFile(dirname(folder), names);
}
