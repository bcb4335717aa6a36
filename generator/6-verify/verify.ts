import type { LinkedDescriptions } from "../2-link/linked.js";
import type { EmittedFile } from "../5-emit/emitted.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { TypeScriptError, TypeScriptProgram } from "../typescript/program.js";
import { createSentValueFinder } from "./find-sent-value.js";
import { reportTypeError } from "./report-type-error.js";

/**
 * Phase 6: lets the TypeScript compiler read what was emitted, and leads its errors back to the
 * documents. The runtime is not read again: it has tests of its own.
 *
 * Where type errors are to be let pass, the lines that have them get a comment that says so.
 */
export function verify(
  files: readonly EmittedFile[],
  linked: Pick<LinkedDescriptions, "workflows" | "resolve">,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): readonly EmittedFile[] {
  for (const { path, text } of files) program.write(`/${path}`, text);
  program.dropOthers();
  const { resolve } = linked;
  const surroundings = {
    findSentValue: createSentValueFinder(linked),
    resolve,
    program,
    diagnostics,
  };
  return files.map((file) => {
    if (file.path.startsWith("runtime/")) return file;
    const errors = program.errorsIn(`/${file.path}`);
    for (const error of errors) reportTypeError(error, file, surroundings);
    return diagnostics.ignoresTypeErrors ? withIgnoredLines(file, errors) : file;
  });
}

/** The file with a comment before each line in which an error starts. */
function withIgnoredLines(file: EmittedFile, errors: readonly TypeScriptError[]): EmittedFile {
  const faulty = new Set(errors.map(({ start }) => file.text.slice(0, start).split("\n").length));
  const text = file.text
    .split("\n")
    .map((line, index) => {
      const indent = /^\s*/.exec(line)?.[0] ?? "";
      return faulty.has(index + 1) ? `${indent}${ignored}\n${line}` : line;
    })
    .join("\n");
  return { ...file, text, origins: [] };
}

const ignored = "// @ts-ignore: the API's description does not allow what the workflow says here.";
