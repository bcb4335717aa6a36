import type { EmittedCluster, TracedFile } from "../model/emitted.js";
import type { Plan } from "../model/planned.js";
import type { ImportExtension } from "../source/import-extension.js";
import { viewApi } from "./apis/view-api.js";
import { exportsOf } from "./files/view-index.js";
import type { Render } from "./print/render-template.js";
import { viewWorkflow } from "./workflows/view-workflow.js";

/** Phase 5: prints the plan of a cluster. */
export function emit(
  plan: Plan,
  render: Render,
  extension: ImportExtension,
): EmittedCluster<TracedFile> {
  return {
    files: [
      ...plan.workflows.map((workflow) => ({
        path: `${workflow.moduleName}.ts`,
        ...render("workflow.ts", viewWorkflow(workflow, extension)),
      })),
      ...plan.apis.map((api) => ({
        path: `apis/${api.moduleName}.ts`,
        ...render("api.ts", viewApi(api, extension)),
      })),
    ],
    exports: exportsOf(plan),
    sourceNames: plan.workflows.map(({ sourceName }) => sourceName),
  };
}
