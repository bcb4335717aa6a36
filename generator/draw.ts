import { load } from "./1-load/load.js";
import { link } from "./2-link/link.js";
import { typeWorkflows } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import { drawWorkflows, type Picture, type PictureFormat } from "./5-draw/draw-workflows.js";
import { allocateNames } from "./allocate-names.js";
import type { CompileOptions } from "./compilation.js";
import { type Diagnostic, hasErrors, sortDiagnostics } from "./diagnostics/diagnostics.js";
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
  const loaded = await load(documents, options);
  const linked = link(loaded.groups, options);
  const typed = typeWorkflows(linked, allocateNames(linked), createProgram());
  const plans = plan(typed, options);
  const diagnostics = [loaded.diagnostics, ...linked.map((group) => group.diagnostics.all)].flat();
  const pictures = hasErrors(diagnostics)
    ? []
    : await drawWorkflows(
        {
          workflows: plans.flatMap(({ workflows }) => workflows),
          apis: plans.flatMap(({ apis }) => apis),
        },
        format,
        together,
      );
  return { pictures, diagnostics: sortDiagnostics(diagnostics) };
}
