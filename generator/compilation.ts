import type { LoadOptions } from "./1-load/load.js";
import type { Diagnostic, DiagnosticsOptions } from "./diagnostics/diagnostics.js";
import type { EmittedFile, EmittedGroup, ImportOptions } from "./model/emitted.js";
import type { DocumentGroup, ReadPlaces } from "./model/loaded.js";
import type { NameRequest } from "./model/names.js";
import type { ApiName, WorkflowName } from "./model/typed.js";
import type { ImportExtension } from "./source/import-extension.js";
import type { SignerPackage } from "./source/signer-package.js";

export interface CompileOptions extends LoadOptions, DiagnosticsOptions {
  /** The extension of relative imports in the generated files; `js` by default. */
  readonly importExtension?: ImportExtension | undefined;
  /** The package that the generated code imports to sign requests to AWS; `@aws-sdk/signature-v4` by default. */
  readonly signerPackage?: SignerPackage | undefined;
  /** Called when a phase starts. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
}

/** The options with their defaults. */
export function importOptionsOf({
  importExtension = "js",
  signerPackage = "@aws-sdk/signature-v4",
}: CompileOptions): ImportOptions {
  return { importExtension, signerPackage };
}

export type Phase = "load" | "link" | "type" | "plan" | "emit" | "verify";

export interface Compilation {
  /** The files to write; empty when there are errors. */
  readonly files: readonly EmittedFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
  readonly read: ReadPlaces;
}

export interface Counts {
  readonly workflows: number;
  /** The operations of the APIs that the workflows use. */
  readonly operations: number;
}

/** The result for one group. It is valid while the group's files and names stay the same. */
export interface CompiledGroup extends Pick<DocumentGroup, "locations">, EmittedGroup, NameRequest {
  readonly apis: readonly (NameRequest["apis"][number] & { readonly name: ApiName })[];
  readonly workflows: readonly (NameRequest["workflows"][number] & {
    readonly name: WorkflowName;
  })[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
}
