import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmittedFile, ImportOptions } from "../../model/emitted.js";
import { withExtension } from "../../source/import-extension.js";
import { templatesFolder } from "../../source/templates-folder.js";
import { header } from "../print/header.js";

const { text: notice } = header("its runtime");

/** Files that only applications import, by the runtime file that makes them useful. */
const extras: ReadonlyMap<string, string> = new Map([
  ["fetch-transport", "node-fetch"],
  ["aws-signer", "presign-url"],
]);

/** The end of an import of a runtime file in generated code. It does not match lines of comments. */
const importOfRuntime = /^(?:import|export|\}) .*?from "\.\.?\/runtime\/([\w-]+)(?:\.[jt]s)?";$/gm;

/** The specifier of an import between runtime files, as in the templates. */
const importInRuntime = /(?<=^(?:import|export|\}) .*?from ")\.\/([\w-]+)\.js(?=";$)/gm;

/** The specifier of the import of the signer, as in the templates. */
const importOfSigner = /(?<=^(?:import|\}) .*from ")@aws-sdk\/signature-v4(?=";$)/gm;

/** The runtime files that these modules import, directly or through other runtime files, with their extras. */
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
