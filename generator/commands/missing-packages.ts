import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { EmittedFile } from "../model/emitted.js";
import { isObject } from "../source/located.js";
import { nearestFile } from "../source/nearest-file.js";
import { readPackageFile } from "../source/package-file.js";

/** The packages that generated code imports but its project does not declare, as arguments for `npm install`. */
export function missingPackages(files: readonly EmittedFile[], out: string): readonly string[] {
  const declared = declaredPackages(resolve(out)) ?? new Set();
  const imported = files
    // Only the runtime imports packages.
    .filter(({ path }) => path.startsWith("runtime/"))
    .flatMap(({ text }) => [...text.matchAll(/ from "([^."][^"]*)";$/gm)].map(([, name]) => name));
  return Object.entries(readPackageFile().dependencies)
    .flatMap(installable)
    .filter(({ name }) => imported.includes(name) && !declared.has(name))
    .map(({ install }) => install);
}

/** A dependency that is an alias can be installed under its own name or under the name of the real package. */
function installable([name, range]: readonly [string, string]) {
  const [, spec, target] = /^npm:((.+)@.*)$/.exec(range) ?? [];
  const own = { name, install: `${name}@${range}` };
  return spec === undefined || target === undefined
    ? [own]
    : [own, { name: target, install: spec }];
}

/** The dependencies in the nearest `package.json`, in the folder or above; undefined if there is none. */
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
