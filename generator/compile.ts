import { type LoadOptions, load } from "./1-load/load.js";
import type { KeptDocuments } from "./1-load/read/document-reader.js";
import { link } from "./2-link/link.js";
import { giveNames } from "./3-type/give-names.js";
import { emitShared } from "./5-emit/files/emit-shared.js";
import { createRenderer } from "./5-emit/print/render-template.js";
import {
  byEntry,
  type CompiledCluster,
  type Counts,
  isNamedBy,
  settingsOf,
  withTexts,
} from "./compiled-cluster.js";
import {
  type Diagnostic,
  Diagnostics,
  type DiagnosticsOptions,
  sortDiagnostics,
} from "./diagnostics/diagnostics.js";
import type { EmittedFile } from "./model/emitted.js";
import type { ReadPlaces } from "./model/loaded.js";
import type { ImportExtension } from "./source/import-extension.js";
import type { SignerPackage } from "./source/signer-package.js";
import type { TypeScriptProgram } from "./typescript/program.js";

export interface CompileOptions extends LoadOptions, DiagnosticsOptions {
  /** The end of relative imports in the generated files; `js` by default. */
  readonly importExtension?: ImportExtension | undefined;
  /** The package that the generated code imports to sign requests to AWS; `@aws-sdk/signature-v4` by default. */
  readonly signerPackage?: SignerPackage | undefined;
  /** Is told what begins now. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
  /** What earlier compilations with these options have left, so that this one takes less time; `{}` at first. */
  readonly kept?: Kept | undefined;
}

/** What compilations leave for the next. */
export interface Kept extends KeptDocuments {
  /** What was compiled last. */
  clusters?: readonly CompiledCluster[];
  /** The `settingsOf` the options with which they were compiled. */
  settings?: string;
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

/**
 * Compiles Arazzo documents into TypeScript. What a phase reports stays in place as faulty, so that the
 * next ones find what is wrong elsewhere, and nothing twice. Documents that share no file are compiled apart,
 * and only where something has changed.
 *
 * @param documents paths of files and of folders that hold some, patterns for files such as
 *   `specs/*.arazzo.yaml`, and URLs where `fetch` allows them
 */
export async function compile(
  documents: readonly string[],
  options: CompileOptions = {},
): Promise<Compilation> {
  const { onPhase = () => {}, kept = {} } = options;
  const { importExtension = "js", signerPackage = "@aws-sdk/signature-v4" } = options;
  const imports = { importExtension, signerPackage };
  const known = kept.settings === settingsOf(options) ? (kept.clusters ?? []) : [];
  const general = new Diagnostics(options);
  onPhase("load");
  const loaded = await load(documents, options, known, general);
  const unchanged = loaded.unchanged.map(withTexts);
  onPhase("link");
  const linked = loaded.clusters.map((cluster) => {
    const diagnostics = new Diagnostics(options);
    return { ...cluster, ...link(cluster, diagnostics), diagnostics };
  });
  const names = giveNames([...unchanged, ...linked].sort(byEntry));
  if (!unchanged.every((cluster) => isNamedBy(names, cluster))) {
    kept.clusters = [];
    return compile(documents, options);
  }
  const render = createRenderer(importExtension);
  const compiled = linked.length === 0 ? [] : await compileLinked();
  const clusters = [...unchanged, ...compiled].sort(byEntry);
  if (compiled.length > 0) {
    kept.clusters = clusters;
    kept.settings = settingsOf(options);
  }
  const diagnostics = [...general.all, ...clusters.flatMap((each) => each.diagnostics)];
  const files = clusters.flatMap((each) => each.files);
  return {
    files: hasErrors(diagnostics) ? [] : [...files, ...emitShared(clusters, render, imports)],
    diagnostics: sortDiagnostics(diagnostics),
    counts: {
      workflows: sum(clusters.map(({ counts }) => counts.workflows)),
      operations: sum(clusters.map(({ counts }) => counts.operations)),
    },
    read: loaded.read,
  };

  /** Loads the compiler of TypeScript, too, which takes longer than all the rest. */
  async function compileLinked(): Promise<readonly CompiledCluster[]> {
    const { compileClusters } = await import("./compile-clusters.js");
    return compileClusters(linked, names, { kept, render, imports, onPhase });
  }
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
