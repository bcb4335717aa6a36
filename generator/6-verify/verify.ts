import type { EmittedFile } from "../5-emit/emitted.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { reportTypeError } from "./report-type-error.js";

/**
 * Phase 6: lets the TypeScript compiler read what was emitted, and leads its errors back to the
 * documents. The runtime is not read again: it has tests of its own.
 */
export function verify(
  files: readonly EmittedFile[],
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): void {
  for (const { path, text } of files) program.write(`/${path}`, text);
  for (const file of files) {
    if (file.path.startsWith("runtime/")) continue;
    for (const error of program.errorsIn(`/${file.path}`)) {
      reportTypeError(error, file, program, diagnostics);
    }
  }
}
