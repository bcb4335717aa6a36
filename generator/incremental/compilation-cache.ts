import type { ParsedFiles } from "../1-load/read/document-reader.js";
import type { CompileOptions } from "../compilation.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import type { CachedGroup } from "./cached-group.js";

/** The results of earlier compilations. */
export interface CompilationCache {
  readonly groups: readonly CachedGroup[];
  /** The result of `settingsOf` for the options that the groups were compiled with. */
  readonly settings: string;
  readonly parsed: ParsedFiles;
  readonly program: TypeScriptProgram | undefined;
}

export const emptyCache: CompilationCache = {
  groups: [],
  settings: "",
  parsed: new Map(),
  program: undefined,
};

/** All options that affect the result for a group, as one string. */
export function settingsOf({
  map = new Map(),
  onTypeError = "error",
  strict = false,
  importExtension = "js",
  checkResponses = "read",
  checkInputs = true,
}: CompileOptions): string {
  const checks = [checkResponses, checkInputs];
  return JSON.stringify([[...map], onTypeError, strict, importExtension, ...checks]);
}
