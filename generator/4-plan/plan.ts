import type { TypedDescriptions } from "../3-type/typed.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import {
  takeName,
  toFileName,
  toTypeName,
  toValueName,
  workflowModuleNames,
} from "../source/identifiers.js";
import { child, placeOf } from "../source/located.js";
import { workflowKey } from "../source/workflow-key.js";
import { planApi } from "./plan-api.js";
import type { CallableWorkflow } from "./plan-end.js";
import { planWorkflow, type WorkflowNames } from "./plan-workflow.js";
import type { Plan, WorkflowPlan } from "./planned.js";

/** Names that the index of the generated code exports for itself. */
const exportedNames = [
  ...[
    "MissingValueError",
    "RunOptions",
    "StepAttempt",
    "StepEvent",
    "StepFailedError",
    "StepFailure",
  ],
  ...["WorkflowError", "TransportError", "StepLimitError", "UnexpectedValueError", "HttpRequest"],
];

/** Phase 4: decides everything that the code says, so that nothing is left but to print it. */
export function plan(typed: TypedDescriptions, diagnostics: Diagnostics): Plan {
  const names = new Set([...exportedNames, ...workflowModuleNames]);
  const typeNames = new Set<string>();
  const moduleNames = new Set(["index", "apis", "runtime"]);
  for (const { namespace } of typed.apis) {
    names.add(namespace).add(`create${namespace}`).add(`${namespace}Options`);
  }
  const apis = typed.apis.map(planApi);
  const callable = new Map<string, CallableWorkflow>();
  const workflows = typed.workflows.map((workflow): WorkflowPlan => {
    const { reference, at } = workflow.workflow;
    const { workflowId } = reference;
    const functionName = takeName(toValueName(workflowId), names);
    const typeName = takeName(toTypeName(toValueName(workflowId)), typeNames);
    const workflowNames: WorkflowNames = {
      moduleName: takeName(toFileName(workflowId), moduleNames, "-"),
      functionName,
      typeName,
      failureTestName: takeName(`is${typeName}Failure`, names),
      apis: workflow.apis.map(({ name, namespace, moduleName }) => ({
        name,
        namespace,
        moduleName,
      })),
    };
    if (functionName !== toValueName(workflowId)) {
      const place = placeOf(child(at, "workflowId") ?? at);
      diagnostics.report("function-renamed", place, { workflowId, functionName });
    }
    const planned = planWorkflow(workflow, workflowNames, callable, diagnostics);
    callable.set(workflowKey(reference), {
      ...workflowNames,
      mayFail: planned.outcomes.some(({ failure }) => failure !== "never"),
      outcomes: planned.outcomes,
      inputs: workflow.inputs.properties ?? [],
    });
    return planned;
  });
  return { apis, workflows };
}
