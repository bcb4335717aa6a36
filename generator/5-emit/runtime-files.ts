import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ownershipMark } from "../source/ownership-mark.js";
import type { EmittedFile } from "./emitted.js";
import { templatesFolder } from "./render-template.js";

const notice = `${ownershipMark}: a part of its runtime, the same for every workflow. Do not edit.`;

/** What applications may import by themselves, by the file of the runtime without which it is of no use. */
const extras: ReadonlyMap<string, string> = new Map([
  ["fetch-transport", "node-fetch"],
  ["aws-signer", "presign-url"],
]);

/** The files of the runtime that these modules import, what those import in turn, and what goes with them. */
export function runtimeFiles(
  modules: readonly Pick<EmittedFile, "text">[],
): readonly EmittedFile[] {
  const files = new Map<string, EmittedFile>();
  const waiting = modules.flatMap(({ text }) =>
    importedNames(text, /"(?:\.|\.\.)\/runtime\/(.+)\.js"/g),
  );
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (name === undefined || files.has(name)) continue;
    const source = readFileSync(join(templatesFolder, "runtime", `${name}.ts`), "utf8");
    files.set(name, { path: `runtime/${name}.ts`, text: `${notice}\n\n${source}` });
    waiting.push(...importedNames(source, /from "\.\/(.+)\.js"/g), extras.get(name) ?? name);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function importedNames(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}
