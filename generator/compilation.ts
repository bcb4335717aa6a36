import type { LoadOptions } from "./1-load/load.js";
import type { Diagnostic, DiagnosticsOptions } from "./diagnostics/diagnostics.js";
import type { CheckSettings } from "./model/check-settings.js";
import type { Counts, EmittedFile, ImportSettings, VerifiedGroup } from "./model/emitted.js";
import type { DocumentGroup, ReadPlaces } from "./model/loaded.js";
import type { NameRequest, Names } from "./model/names.js";
import type { TypeScriptProgram } from "./typescript/program.js";

export interface CompileOptions
  extends LoadOptions,
    DiagnosticsOptions,
    CheckSettings,
    ImportSettings {
  /** Called when a phase starts. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
}

export type Phase = "load" | "link" | "type" | "plan" | "emit" | "verify";

export interface Compilation {
  /** The files to write; empty when there are errors. */
  readonly files: readonly EmittedFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
  readonly read: ReadPlaces;
}

export interface GroupInput {
  readonly groups: readonly DocumentGroup[];
  /** What else is named in the same output folder. */
  readonly others?: readonly NameRequest[];
  readonly program?: TypeScriptProgram | undefined;
}

export interface CompiledGroups {
  readonly compiled: readonly VerifiedGroup[];
  readonly names: Names;
  readonly program: TypeScriptProgram;
}
