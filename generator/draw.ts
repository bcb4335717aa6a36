import { load } from "./1-load/load.js";
import { DocumentReader } from "./1-load/read/document-reader.js";
import { findArazzoFiles } from "./1-load/read/find-arazzo-files.js";
import { link } from "./2-link/link.js";
import { typeWorkflows } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import { drawWorkflows, type Picture, type PictureFormat } from "./5-draw/draw-workflows.js";
import { allocateNames } from "./allocate-names.js";
import type { CompileOptions } from "./compilation.js";
import { type Diagnostic, Diagnostics } from "./diagnostics/diagnostics.js";
import { createProgram } from "./typescript/program.js";

export interface DrawOptions extends CompileOptions {
  readonly format: PictureFormat;
  /** Draws all workflows in one picture. */
  readonly together: boolean;
}

export interface Drawing {
  /** Empty when there are errors. */
  readonly pictures: readonly Picture[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Draws the workflows of Arazzo documents from their plan, as the compiler understands them.
 *
 * @param documents as in `compile`
 */
export async function draw(
  documents: readonly string[],
  { format, together, ...options }: DrawOptions,
): Promise<Drawing> {
  const diagnostics = new Diagnostics(options);
  const { locations } = await findArazzoFiles(documents, options, diagnostics);
  const { groups } = await load(locations, options, new DocumentReader(options), diagnostics);
  const linked = groups.map((group) => ({ ...group, ...link(group, diagnostics), diagnostics }));
  const typed = typeWorkflows(linked, allocateNames(linked), createProgram());
  const plans = typed.map((group) => plan(group.typed, diagnostics));
  const workflows = plans.flatMap((each) => each.workflows);
  const apis = plans.flatMap((each) => each.apis);
  const pictures = diagnostics.hasErrors
    ? []
    : await drawWorkflows({ workflows, apis }, format, together);
  return { pictures, diagnostics: diagnostics.all };
}
