import type { TypedDescriptions } from "../3-type/typed.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { takeName, toFileName, toTypeName, toValueName } from "../source/identifiers.js";
import { child, placeOf } from "../source/located.js";
import { planApi } from "./plan-api.js";
import { planWorkflow, type WorkflowNames } from "./plan-workflow.js";
import type { Plan } from "./planned.js";

/** Names that the index of the generated code exports for itself. */
const exportedNames = [
  ...["MissingValueError", "RunOptions", "StepEvent", "StepFailedError", "TransportError"],
  ...["WorkflowError", "AwsCredentials"],
];

/** Phase 4: decides everything that the code says, so that nothing is left but to print it. */
export function plan(typed: TypedDescriptions, diagnostics: Diagnostics): Plan {
  const names = new Set(exportedNames);
  const moduleNames = new Set(["index", "apis", "runtime"]);
  for (const { namespace } of typed.apis) {
    names.add(namespace).add(`create${namespace}`).add(`${namespace}Options`);
  }
  const apis = typed.apis.map(planApi);
  const workflows = typed.workflows.map((workflow) => {
    const { workflowId, at } = workflow.workflow;
    const workflowNames: WorkflowNames = {
      moduleName: takeName(toFileName(workflowId), moduleNames, "-"),
      functionName: takeName(toValueName(workflowId), names),
      typeName: takeName(toTypeName(toValueName(workflowId)), names),
    };
    if (
      typed.workflows.some(
        (other) => other !== workflow && other.workflow.workflowId === workflowId,
      )
    ) {
      const place = placeOf(child(at, "workflowId") ?? at);
      diagnostics.report("duplicate-id", place, { what: "workflowId", id: workflowId });
    }
    return planWorkflow(workflow, workflowNames, diagnostics);
  });
  return { apis, workflows };
}
