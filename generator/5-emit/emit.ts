import {
  type Emitted,
  type ImportSettings,
  importOptionsOf,
  type TracedGroup,
} from "../model/emitted.js";
import type { Plan } from "../model/planned.js";
import { viewApi } from "./apis/view-api.js";
import { runtimeFiles } from "./files/runtime-files.js";
import { exportsOf } from "./files/view-index.js";
import { createRenderer, type Render } from "./print/render-template.js";
import { viewInputsSchema } from "./workflows/view-inputs-schema.js";
import { viewWorkflow } from "./workflows/view-workflow.js";

/** Phase 5: prints plans. */
export function emit(plans: readonly Plan[], settings: ImportSettings): Emitted {
  const imports = importOptionsOf(settings);
  const render = createRenderer(imports.importExtension);
  const groups = plans.map((plan) => emitGroup(plan, render));
  return {
    groups,
    runtime: runtimeFiles(
      groups.flatMap(({ files }) => files),
      imports,
    ),
  };
}

function emitGroup(plan: Plan, render: Render): TracedGroup {
  const { linked, workflows, apis } = plan;
  return {
    linked,
    entries: linked.entries,
    files: [
      ...workflows.map((workflow) =>
        render(`${workflow.moduleName}.ts`, "workflow.ts", viewWorkflow(workflow)),
      ),
      ...workflows.flatMap((workflow) => {
        const view = viewInputsSchema(workflow);
        return view ? [render(`schemas/${workflow.moduleName}.ts`, "schema.ts", view)] : [];
      }),
      ...apis.map((api) => render(`apis/${api.moduleName}.ts`, "api.ts", viewApi(api))),
    ],
    exports: exportsOf(plan),
    sourceNames: workflows.map(({ sourceName }) => sourceName),
    counts: {
      workflows: workflows.length,
      operations: apis.flatMap(({ operations }) => operations).length,
    },
  };
}
