import type { KeptDocuments } from "./1-load/document-reader.js";
import { type LoadOptions, load } from "./1-load/load.js";
import type { ReadPlaces } from "./1-load/loaded.js";
import { link } from "./2-link/link.js";
import { type } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import type { Plan } from "./4-plan/planned.js";
import { emit } from "./5-emit/emit.js";
import type { EmittedFile } from "./5-emit/emitted.js";
import { verify } from "./6-verify/verify.js";
import {
  type Diagnostic,
  Diagnostics,
  type DiagnosticsOptions,
} from "./diagnostics/diagnostics.js";
import { createProgram, type TypeScriptProgram } from "./typescript/program.js";

export interface CompileOptions extends LoadOptions, DiagnosticsOptions {
  /** Is told what begins now. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
  /** What earlier compilations have left, so that this one takes less time; `{}` at first. */
  readonly kept?: Kept | undefined;
}

/** What compilations in one process leave for the next. */
export interface Kept extends KeptDocuments {
  program?: TypeScriptProgram;
}

export type Phase = "load" | "link" | "type" | "plan" | "emit" | "verify";

export interface Compilation {
  /** What is to be written; empty when there are errors. */
  readonly files: readonly EmittedFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
  /** Where a change can make another result. */
  readonly read: ReadPlaces;
}

/** How much was compiled. */
export interface Counts {
  readonly workflows: number;
  /** The operations of the APIs that the workflows use. */
  readonly operations: number;
}

/**
 * Compiles Arazzo documents into TypeScript. What a phase reports stays in place as faulty, so that the
 * next ones find what is wrong elsewhere, and nothing twice.
 *
 * @param documents paths of files and of folders that hold some, patterns for files such as
 *   `specs/*.arazzo.yaml`, and URLs where `fetch` allows them
 */
export async function compile(
  documents: readonly string[],
  options: CompileOptions = {},
): Promise<Compilation> {
  const { onPhase = () => {}, kept = {} } = options;
  const diagnostics = new Diagnostics(options);
  onPhase("load");
  const loaded = await load(documents, options, diagnostics);
  onPhase("link");
  const linked = link(loaded, diagnostics);
  onPhase("type");
  kept.program ??= createProgram();
  const { program } = kept;
  const typed = type(linked, program, diagnostics);
  onPhase("plan");
  const planned = plan(typed, diagnostics);
  onPhase("emit");
  const emitted = emit(planned);
  onPhase("verify");
  const files = verify(emitted, linked, program, diagnostics);
  return {
    files: diagnostics.hasErrors ? [] : files,
    diagnostics: diagnostics.all,
    counts: countPlanned(planned),
    read: loaded.read,
  };
}

function countPlanned({ workflows, apis }: Plan): Counts {
  const operations = apis.reduce((count, api) => count + api.operations.length, 0);
  return { workflows: workflows.length, operations };
}
