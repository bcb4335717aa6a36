import type { Plan } from "../4-plan/planned.js";
import type { EmittedFile } from "./emitted.js";
import { createRenderer } from "./render-template.js";
import { runtimeFiles } from "./runtime-files.js";
import { viewApi } from "./view-api.js";
import { viewIndex } from "./view-index.js";
import { viewWorkflow } from "./view-workflow.js";

/** Phase 5: prints the plan. */
export function emit(plan: Plan): readonly EmittedFile[] {
  const render = createRenderer();
  const modules = [
    ...plan.workflows.map((workflow) => ({
      path: `${workflow.moduleName}.ts`,
      ...render("workflow.ts", viewWorkflow(workflow)),
    })),
    ...plan.apis.map((api) => ({
      path: `apis/${api.moduleName}.ts`,
      ...render("api.ts", viewApi(api)),
    })),
    { path: "index.ts", ...render("index.ts", viewIndex(plan)) },
  ];
  return [...modules, ...runtimeFiles(modules)];
}
