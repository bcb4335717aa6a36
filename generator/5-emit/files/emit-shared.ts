import type { EmittedFile, EmittedGroup, ImportOptions } from "../../model/emitted.js";
import type { Render } from "../print/render-template.js";
import { runtimeFiles } from "./runtime-files.js";
import { viewIndex } from "./view-index.js";

/** Prints the files that document groups share: the index, and the runtime files in use. */
export function emitShared(
  groups: readonly EmittedGroup[],
  render: Render,
  imports: ImportOptions,
): readonly EmittedFile[] {
  const view = viewIndex(groups, imports.importExtension);
  const { path, text } = render("index.ts", "index.ts", view);
  const index = { path, text };
  return [index, ...runtimeFiles([...groups.flatMap(({ files }) => files), index], imports)];
}
