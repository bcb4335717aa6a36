import { load } from "./1-load/load.js";
import { link } from "./2-link/link.js";
import { giveNames } from "./3-type/give-names.js";
import { drawWorkflows, type Picture, type PictureFormat } from "./5-draw/draw-workflows.js";
import type { CompileOptions } from "./compile.js";
import { planClusters } from "./compile-clusters.js";
import { type Diagnostic, Diagnostics } from "./diagnostics/diagnostics.js";
import { createProgram } from "./typescript/program.js";

export interface DrawOptions extends CompileOptions {
  readonly format: PictureFormat;
  /** Whether all workflows are in one picture. */
  readonly together: boolean;
}

export interface Drawing {
  /** Empty when there are errors. */
  readonly pictures: readonly Picture[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Draws the workflows of Arazzo documents as the compiler has understood them: from their plan.
 *
 * @param documents as `compile` takes them
 */
export async function draw(
  documents: readonly string[],
  { format, together, ...options }: DrawOptions,
): Promise<Drawing> {
  const diagnostics = new Diagnostics(options);
  const { clusters } = await load(documents, options, [], diagnostics);
  const linked = clusters.map((cluster) => ({
    ...cluster,
    ...link(cluster, diagnostics),
    diagnostics,
  }));
  const plans = planClusters(linked, giveNames(linked), createProgram()).map(({ plan }) => plan);
  const workflows = plans.flatMap((each) => each.workflows);
  const apis = plans.flatMap((each) => each.apis);
  const pictures = diagnostics.hasErrors
    ? []
    : await drawWorkflows({ workflows, apis }, format, together);
  return { pictures, diagnostics: diagnostics.all };
}
