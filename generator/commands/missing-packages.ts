import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { EmittedFile } from "../model/emitted.js";
import { isObject } from "../source/located.js";
import { readPackageFile } from "../source/package-file.js";
import { nearestFile } from "./nearest-file.js";

/**
 * The packages that the code in a folder imports, and its project does not declare, as `npm install` takes
 * them. Only the runtime imports packages.
 */
export function missingPackages(files: readonly EmittedFile[], out: string): readonly string[] {
  const declared = declaredPackages(resolve(out)) ?? new Set();
  const imported = files
    .filter(({ path }) => path.startsWith("runtime/"))
    .flatMap(({ text }) => [...text.matchAll(/ from "([^."][^"]*)";$/gm)].map(([, name]) => name));
  return Object.entries(readPackageFile().dependencies)
    .flatMap(installable)
    .filter(({ name }) => imported.includes(name) && !declared.has(name))
    .map(({ install }) => install);
}

/** How a dependency is installed: if it is an alias, under its name or under that of the package behind it. */
function installable([name, range]: readonly [string, string]) {
  const [, spec, behind] = /^npm:((.+)@.*)$/.exec(range) ?? [];
  const own = { name, install: `${name}@${range}` };
  return spec === undefined || behind === undefined
    ? [own]
    : [own, { name: behind, install: spec }];
}

/** The packages that the nearest `package.json` declares, in a folder or above; undefined if there is none. */
export function declaredPackages(folder: string): ReadonlySet<string> | undefined {
  const path = nearestFile(folder, ["package.json"]);
  return path === undefined ? undefined : new Set(readDeclared(path));
}

function readDeclared(path: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!isObject(content)) return [];
    const { dependencies, devDependencies, peerDependencies } = content;
    return [dependencies, devDependencies, peerDependencies].flatMap((packages) =>
      isObject(packages) ? Object.keys(packages) : [],
    );
  } catch {
    return [];
  }
}
