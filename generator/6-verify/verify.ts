import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { EmittedFile, TracedFile } from "../model/emitted.js";
import type { LinkedCluster } from "../model/linked.js";
import { positionAt } from "../source/source-text.js";
import type { TypeScriptError, TypeScriptProgram } from "../typescript/program.js";
import { createSentValueFinder } from "./find-sent-value.js";
import { reportTypeErrors } from "./report-type-error.js";

/** Has the program hold these files and no others. */
export function replaceFiles(files: readonly EmittedFile[], program: TypeScriptProgram): void {
  for (const { path, text } of files) program.write(`/${path}`, text);
  program.dropOthers();
}

/**
 * Phase 6: lets the TypeScript compiler read what was emitted for a cluster, and leads its errors back to the
 * documents.
 *
 * Where type errors are to be let pass, the lines that have them get a comment that says so.
 *
 * @param program holds the files, and what they import
 */
export function verify(
  files: readonly TracedFile[],
  linked: Pick<LinkedCluster, "workflows" | "resolve">,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): readonly EmittedFile[] {
  const { resolve } = linked;
  const surroundings = {
    findSentValue: createSentValueFinder(linked),
    resolve,
    program,
    diagnostics,
  };
  return files.map(({ origins, ...file }) => {
    const errors = program.errorsIn(`/${file.path}`);
    reportTypeErrors(errors, { path: file.path, origins }, surroundings);
    return diagnostics.ignoresTypeErrors ? withIgnoredLines(file, errors) : file;
  });
}

/** The file with a comment before each line in which an error starts. */
function withIgnoredLines(file: EmittedFile, errors: readonly TypeScriptError[]): EmittedFile {
  const faulty = new Set(errors.map(({ start }) => positionAt(file, start).line));
  const text = file.text
    .split("\n")
    .map((line, index) => {
      const indent = /^\s*/.exec(line)?.[0] ?? "";
      return faulty.has(index + 1) ? `${indent}${ignored}\n${line}` : line;
    })
    .join("\n");
  return { ...file, text };
}

const ignored = "// @ts-ignore: the API's description does not allow what the workflow says here.";
