import { basename, dirname, relative } from "node:path";
import { portablePath } from "../../source/location.js";
import { nearestFile } from "../../source/nearest-file.js";

/**
 * A file relative to its project, which is the nearest folder with a `package.json`; without a project, its name. It is
 * the same on every machine and in every working directory.
 */
export function portableName(path: string): string {
  // A package in `node_modules` is not the project.
  const [before = "", ...packages] = path.split(/[\\/]node_modules[\\/]/);
  const folder = packages.length > 0 ? before : dirname(path);
  const project = nearestFile(folder, ["package.json", "deno.json", "deno.jsonc"]);
  return project === undefined ? basename(path) : portablePath(relative(dirname(project), path));
}
