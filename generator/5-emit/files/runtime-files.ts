import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmittedFile, ImportOptions } from "../../model/emitted.js";
import { withExtension } from "../../source/import-extension.js";
import { templatesFolder } from "../../source/templates-folder.js";
import { header } from "../print/header.js";

const { text: notice } = header("its runtime");

/** What applications may import by themselves, by the file of the runtime without which it is of no use. */
const extras: ReadonlyMap<string, string> = new Map([
  ["fetch-transport", "node-fetch"],
  ["aws-signer", "presign-url"],
]);

/** The end of a declaration in generated code that imports a file of the runtime; no line of a comment is one. */
const importOfRuntime = /^(?:import|export|\}) .*?from "\.\.?\/runtime\/([\w-]+)(?:\.[jt]s)?";$/gm;

/** The specifier of such an import between the files of the runtime, as they stand in the templates. */
const importInRuntime = /(?<=^(?:import|export|\}) .*?from ")\.\/([\w-]+)\.js(?=";$)/gm;

/** The specifier of the import of the signer, as it stands in the templates. */
const importOfSigner = /(?<=^(?:import|\}) .*from ")@aws-sdk\/signature-v4(?=";$)/gm;

/** The files of the runtime that these modules import, what those import in turn, and what goes with them. */
export function runtimeFiles(
  modules: readonly Pick<EmittedFile, "text">[],
  { importExtension, signerPackage }: ImportOptions,
): readonly EmittedFile[] {
  const files = new Map<string, EmittedFile>();
  const waiting = modules.flatMap(({ text }) => namesIn(text, importOfRuntime));
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (name === undefined || files.has(name)) continue;
    const source = readFileSync(join(templatesFolder, "runtime", `${name}.ts`), "utf8");
    const text = source
      .replace(importInRuntime, (_, imported) => withExtension(`./${imported}`, importExtension))
      .replace(importOfSigner, signerPackage);
    files.set(name, { path: `runtime/${name}.ts`, text: `${notice}\n\n${text}` });
    waiting.push(...namesIn(source, importInRuntime), extras.get(name) ?? name);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}
