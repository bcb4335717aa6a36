import { load } from "./1-load/load.js";
import { link } from "./2-link/link.js";
import { type } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import { emit } from "./5-emit/emit.js";
import type { EmittedFile } from "./5-emit/emitted.js";
import { verify } from "./6-verify/verify.js";
import {
  CompilationStopped,
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

/** Compiles Arazzo documents, given by the paths of files and folders, into TypeScript. */
export async function compile(
  paths: readonly string[],
  { map = new Map(), ...options }: CompileOptions = {},
): Promise<Compilation> {
  const diagnostics = new Diagnostics(options);
  try {
    const loaded = await load(paths, map, diagnostics);
    diagnostics.stopOnErrors();
    const linked = link(loaded, diagnostics);
    diagnostics.stopOnErrors();
    const program = createProgram();
    const typed = type(linked, program, diagnostics);
    diagnostics.stopOnErrors();
    const planned = plan(typed, diagnostics);
    diagnostics.stopOnErrors();
    const files = verify(emit(planned), linked, program, diagnostics);
    diagnostics.stopOnErrors();
    return { files, diagnostics: diagnostics.all };
  } catch (error) {
    if (!(error instanceof CompilationStopped)) throw error;
    return { files: [], diagnostics: diagnostics.all };
  }
}
