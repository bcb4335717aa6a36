import type { EmittedGroup, TracedFile } from "../model/emitted.js";
import type { Plan } from "../model/planned.js";
import { viewApi } from "./apis/view-api.js";
import { exportsOf } from "./files/view-index.js";
import type { Render } from "./print/render-template.js";
import { viewWorkflow } from "./workflows/view-workflow.js";

/** Phase 5: prints the plan of a document group. */
export function emit(plan: Plan, render: Render): EmittedGroup<TracedFile> {
  return {
    files: [
      ...plan.workflows.map((workflow) =>
        render(`${workflow.moduleName}.ts`, "workflow.ts", viewWorkflow(workflow)),
      ),
      ...plan.apis.map((api) => render(`apis/${api.moduleName}.ts`, "api.ts", viewApi(api))),
    ],
    exports: exportsOf(plan),
    sourceNames: plan.workflows.map(({ sourceName }) => sourceName),
  };
}
