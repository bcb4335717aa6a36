import { emitShared } from "./5-emit/files/emit-shared.js";
import { createRenderer } from "./5-emit/print/render-template.js";
import {
  type Compilation,
  type CompiledGroup,
  type CompileOptions,
  importOptionsOf,
} from "./compilation.js";
import { type Diagnostic, sortDiagnostics } from "./diagnostics/diagnostics.js";
import { byFirstEntry, type ReadPlaces } from "./model/loaded.js";

/** Combines the results of groups, and adds the files that all groups share. */
export function combineGroups(
  compiled: readonly CompiledGroup[],
  general: readonly Diagnostic[],
  read: ReadPlaces,
  options: CompileOptions,
): Compilation {
  const groups = compiled.toSorted(byFirstEntry);
  const diagnostics = [...general, ...groups.flatMap((group) => group.diagnostics)];
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  const imports = importOptionsOf(options);
  const shared = () => emitShared(groups, createRenderer(imports.importExtension), imports);
  return {
    files: hasErrors ? [] : [...groups.flatMap(({ files }) => files), ...shared()],
    diagnostics: sortDiagnostics(diagnostics),
    counts: {
      workflows: sum(groups.map(({ counts }) => counts.workflows)),
      operations: sum(groups.map(({ counts }) => counts.operations)),
    },
    read,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
