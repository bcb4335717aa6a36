import type { EmittedCluster, EmittedFile, ImportOptions } from "../../model/emitted.js";
import type { Render } from "../print/render-template.js";
import { runtimeFiles } from "./runtime-files.js";
import { viewIndex } from "./view-index.js";

/** Prints the files that document groups share: the index, and the runtime files that they use. */
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
