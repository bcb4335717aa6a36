import { emitShared } from "./5-emit/files/emit-shared.js";
import { createRenderer } from "./5-emit/print/render-template.js";
import type { Compilation, CompileOptions } from "./compilation.js";
import { hasErrors, sortDiagnostics } from "./diagnostics/diagnostics.js";
import { type CompiledGroup, importOptionsOf } from "./model/emitted.js";
import { byFirstEntry, type Loaded } from "./model/loaded.js";

/** Combines the results of groups, and adds the files that all groups share. */
export function combineGroups(
  compiled: readonly CompiledGroup[],
  { read, diagnostics: general }: Pick<Loaded, "read" | "diagnostics">,
  options: CompileOptions,
): Compilation {
  const groups = compiled.toSorted(byFirstEntry);
  const diagnostics = [...general, ...groups.flatMap((group) => group.diagnostics)];
  const imports = importOptionsOf(options);
  const shared = () => emitShared(groups, createRenderer(imports.importExtension), imports);
  return {
    files: hasErrors(diagnostics) ? [] : [...groups.flatMap(({ files }) => files), ...shared()],
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
