import { load } from "./1-load/load.js";
import { link } from "./2-link/link.js";
import { type } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import { emit } from "./5-emit/emit.js";
import type { EmittedFile } from "./5-emit/emitted.js";
import { verify } from "./6-verify/verify.js";
import {
  type Diagnostic,
  Diagnostics,
  type DiagnosticsOptions,
} from "./diagnostics/diagnostics.js";
import type { SourceMap } from "./source/file-of-url.js";
import { createProgram } from "./typescript/program.js";

export interface CompileOptions extends DiagnosticsOptions {
  /** Where sources are that are not at their URL. */
  readonly map?: SourceMap;
}

export interface Compilation {
  /** Empty when there are errors. */
  readonly files: readonly EmittedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles Arazzo documents, given by the paths of files and folders, into TypeScript. What a phase reports
 * stays in place as faulty, so that the next ones find what is wrong elsewhere, and nothing twice.
 */
export async function compile(
  paths: readonly string[],
  { map = new Map(), ...options }: CompileOptions = {},
): Promise<Compilation> {
  const diagnostics = new Diagnostics(options);
  const loaded = await load(paths, map, diagnostics);
  const linked = link(loaded, diagnostics);
  const program = createProgram();
  const typed = type(linked, program, diagnostics);
  const planned = plan(typed, diagnostics);
  const files = verify(emit(planned), linked, program, diagnostics);
  return { files: diagnostics.hasErrors ? [] : files, diagnostics: diagnostics.all };
}
