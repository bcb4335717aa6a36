import type { WriteOptions, Written } from "./7-write/write.js";
import type { Compilation, CompileOptions } from "./compile.js";
import type { Diagnostic } from "./diagnostics/diagnostics.js";
import { type Format, formats } from "./diagnostics/formats/format.js";
import type { Drawing, DrawOptions } from "./draw.js";
import type { EmittedFile } from "./model/emitted.js";

export type { Picture, PictureFormat } from "./5-draw/draw-workflows.js";
export type { WriteOptions, Written } from "./7-write/write.js";
export { type Config, defineConfig } from "./commands/config.js";
export type { Compilation, CompileOptions, Kept, Phase } from "./compile.js";
export type { CompiledCluster, Counts } from "./compiled-cluster.js";
export type { Diagnostic } from "./diagnostics/diagnostics.js";
export type { Format } from "./diagnostics/formats/format.js";
export type { Drawing, DrawOptions } from "./draw.js";
export type { EmittedFile } from "./model/emitted.js";
export type { ReadPlaces } from "./model/loaded.js";
export type { ImportExtension } from "./source/import-extension.js";
export type { SignerPackage } from "./source/signer-package.js";

/**
 * Compiles Arazzo documents, and the OpenAPI descriptions that they name, into TypeScript. Nothing is
 * written, and what is wrong with a document is told, not thrown. The compiler is loaded when this is
 * called first.
 *
 * @param documents paths of files and of folders that hold some, patterns for files such as
 *   `specs/*.arazzo.yaml`, and URLs where `fetch` allows them
 */
export async function compile(
  documents: readonly string[],
  options: CompileOptions = {},
): Promise<Compilation> {
  const compiler = await import("./compile.js");
  return compiler.compile(documents, options);
}

/**
 * Brings a folder up to date. Files that say the same are left alone, files that are no longer generated
 * are removed, and what somebody else put there is never touched: then nothing is written.
 *
 * @param folder is made if there is none
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
 * Draws the workflows of Arazzo documents as the compiler has understood them: as charts of Mermaid in
 * Markdown, or as pages for a browser. Nothing is written.
 *
 * @param documents as `compile` takes them
 */
export async function draw(documents: readonly string[], options: DrawOptions): Promise<Drawing> {
  const drawer = await import("./draw.js");
  return drawer.draw(documents, options);
}

/** Diagnostics as text: as they are shown on a screen, as JSON, as SARIF, or as annotations of GitHub. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: Format = "pretty",
): string {
  return formats[format](diagnostics, false);
}
