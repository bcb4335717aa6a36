import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { EmittedFile } from "../5-emit/emitted.js";
import { isObject } from "../source/located.js";
import { readPackageFile } from "./package-file.js";

/**
 * The packages that the code in a folder imports, and its project does not declare, as `npm install` takes
 * them. Only the runtime imports packages.
 */
export function missingPackages(files: readonly EmittedFile[], out: string): readonly string[] {
  const declared = declaredPackages(resolve(out));
  const imported = files
    .filter(({ path }) => path.startsWith("runtime/"))
    .flatMap(({ text }) => [...text.matchAll(/ from "([^."][^"]*)";$/gm)].map(([, name]) => name));
  return Object.entries(readPackageFile().dependencies)
    .filter(([name]) => imported.includes(name) && !declared.has(name))
    .map(([name, range]) => `${name}@${range}`);
}

/** The packages that the nearest `package.json` above a folder declares. */
export function declaredPackages(folder: string): ReadonlySet<string> {
  const path = join(folder, "package.json");
  if (existsSync(path)) return new Set(readDeclared(path));
  return dirname(folder) === folder ? new Set() : declaredPackages(dirname(folder));
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
