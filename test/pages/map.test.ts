import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/**
 * The paths in the fenced block under the heading "Map". Each line starts with a path. A folder ends in a slash; the lines
 * indented under it are its content:
 *
 *     generator/       what compiles
 *       compile.ts     the table of contents
 *       1-load/        files → documents
 *     test/compile/    a folder for each case
 */
function readMap(): readonly string[] {
  const lines = readFileSync(join(root, "docs/architecture.md"), "utf8").split(/\r?\n/);
  const heading = lines.indexOf("## Map");
  const start = lines.findIndex((line, index) => index > heading && line.startsWith("```"));
  const end = lines.indexOf("```", start + 1);
  if (heading === -1 || start === -1) return [];
  const opened: { readonly indent: number; readonly path: string }[] = [];
  return lines.slice(start + 1, end).flatMap((line) => {
    const [, { length: indent } = "", name] = /^( *)(\S+)/.exec(line) ?? [];
    if (name === undefined) return [];
    while ((opened.at(-1)?.indent ?? -1) >= indent) opened.pop();
    const path = (opened.at(-1)?.path ?? "") + name;
    if (name.endsWith("/")) opened.push({ indent, path });
    return [path];
  });
}

const parentOf = (path: string) => path.replace(/[^/]+\/?$/, "");

test("the page on the architecture has a map", () => expect(readMap()).not.toEqual([]));

test("everything in the map exists", () => {
  expect(readMap().filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the map names everything in a folder, or nothing", () => {
  const map = readMap();
  const opened = new Set(map.map(parentOf));
  const missing = [...opened]
    .flatMap((folder) => namesIn(folder))
    .filter((path) => !map.some((known) => known.startsWith(path)));
  expect(missing).toEqual([]);
});

/** The content of a folder. At the top level, only folders: every repository has similar files. */
function namesIn(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !["dist", "node_modules"].includes(name))
    .filter((entry) => folder !== "" || entry.isDirectory())
    .map((entry) => folder + entry.name + (entry.isDirectory() ? "/" : ""));
}
