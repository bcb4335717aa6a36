import type { WriteOptions, Written } from "./7-write/write.js";
import type { Compilation, CompileOptions } from "./compilation.js";
import type { Diagnostic } from "./diagnostics/diagnostics.js";
import { type Format, formats } from "./diagnostics/formats/format.js";
import type { Drawing, DrawOptions } from "./draw.js";
import type { CompilationCache } from "./incremental/compilation-cache.js";
import type { IncrementalCompilation } from "./incremental/compile-incrementally.js";
import type { EmittedFile } from "./model/emitted.js";

export type { Picture, PictureFormat } from "./5-draw/draw-workflows.js";
export type { WriteOptions, Written } from "./7-write/write.js";
export { type Config, defineConfig } from "./commands/config.js";
export type { Compilation, CompileOptions, Phase } from "./compilation.js";
export type { Diagnostic } from "./diagnostics/diagnostics.js";
export type { Format } from "./diagnostics/formats/format.js";
export type { Drawing, DrawOptions } from "./draw.js";
export type { CompilationCache } from "./incremental/compilation-cache.js";
export type { IncrementalCompilation } from "./incremental/compile-incrementally.js";
export type { Counts, EmittedFile } from "./model/emitted.js";
export type { ReadPlaces } from "./model/loaded.js";
export type { ImportExtension } from "./source/import-extension.js";
export type { SignerPackage } from "./source/signer-package.js";

/**
 * Compiles Arazzo documents, and the OpenAPI descriptions that they name, into TypeScript. Writes nothing. Problems in
 * documents are returned as diagnostics, not thrown. The compiler is loaded on the first call.
 *
 * @param documents paths of files and folders, patterns for files such as `specs/*.arazzo.yaml`, and URLs if `fetch` is
 *   true
 */
export async function compile(
  documents: readonly string[],
  options: CompileOptions = {},
): Promise<Compilation> {
  const compiler = await import("./compile.js");
  return compiler.compile(documents, options);
}

/**
 * Returns the same result as `compile`, but compiles only what has changed since an earlier compilation.
 *
 * @param cache the `cache` of the earlier compilation
 */
export async function compileIncrementally(
  documents: readonly string[],
  options: CompileOptions = {},
  cache?: CompilationCache,
): Promise<IncrementalCompilation> {
  const compiler = await import("./incremental/compile-incrementally.js");
  return compiler.compileIncrementally(documents, options, cache);
}

/**
 * Brings a folder up to date: rewrites changed files and removes files that are no longer generated. Writes
 * nothing if a file that was not generated would be overwritten.
 *
 * @param folder is created if it does not exist
 */
export async function write(
  files: readonly EmittedFile[],
  folder: string,
  options: WriteOptions = {},
): Promise<Written> {
  const writer = await import("./7-write/write.js");
  return writer.write(files, folder, options);
}

/**
 * Draws the workflows of Arazzo documents as the compiler understands them: as Mermaid charts in Markdown, or as HTML
 * pages. Writes nothing.
 *
 * @param documents as in `compile`
 */
export async function draw(documents: readonly string[], options: DrawOptions): Promise<Drawing> {
  const drawer = await import("./draw.js");
  return drawer.draw(documents, options);
}

/** Formats diagnostics for a terminal, as JSON, as SARIF, or as GitHub annotations. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: Format = "pretty",
): string {
  return formats[format](diagnostics, false);
}
