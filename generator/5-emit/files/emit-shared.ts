import type { EmittedCluster, EmittedFile, ImportOptions } from "../../model/emitted.js";
import type { Render } from "../print/render-template.js";
import { runtimeFiles } from "./runtime-files.js";
import { viewIndex } from "./view-index.js";

/** Prints what clusters have in common: the index, and the parts of the runtime that they use. */
export function emitShared(
  clusters: readonly EmittedCluster[],
  render: Render,
  imports: ImportOptions,
): readonly EmittedFile[] {
  const view = viewIndex(clusters, imports.importExtension);
  const { path, text } = render("index.ts", "index.ts", view);
  const index = { path, text };
  return [index, ...runtimeFiles([...clusters.flatMap(({ files }) => files), index], imports)];
}
