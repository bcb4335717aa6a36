import type { TypedDescriptions, TypedWorkflow } from "../3-type/typed.js";
import { Diagnostics } from "../diagnostics/diagnostics.js";
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
import type { Outcome, Plan } from "./planned.js";

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
  ...["MockHandlers", "MockTransport"],
  ...["WorkflowError", "TransportError", "StepLimitError", "UnexpectedValueError", "HttpRequest"],
];

/** Phase 4: decides everything that the code says, so that nothing is left but to print it. */
export function plan(typed: TypedDescriptions, diagnostics: Diagnostics): Plan {
  const names = new Set([...exportedNames, ...workflowModuleNames]);
  const typeNames = new Set<string>();
  const moduleNames = new Set(["index", "apis", "runtime"]);
  for (const { namespace } of typed.apis) {
    names.add(namespace).add(`create${namespace}`).add(`mock${namespace}`);
    names.add(`${namespace}Options`).add(`${namespace}Operations`);
  }
  const calls = typed.groups
    .flatMap(({ workflows }) => workflows)
    .flatMap(({ workflow }) => workflow.steps)
    .flatMap(({ call }) => (call.kind === "operation" ? [call] : []));
  const apis = typed.apis.map((api) => planApi(api, calls));
  const nameWorkflow = ({ workflow: { reference, at }, apis }: TypedWorkflow): WorkflowNames => {
    const { workflowId } = reference;
    const functionName = takeName(toValueName(workflowId), names);
    const typeName = takeName(toTypeName(toValueName(workflowId)), typeNames);
    if (functionName !== toValueName(workflowId)) {
      const place = placeOf(child(at, "workflowId") ?? at);
      diagnostics.report("function-renamed", place, { workflowId, functionName });
    }
    return {
      moduleName: takeName(toFileName(workflowId), moduleNames, "-"),
      functionName,
      typeName,
      failureTestName: takeName(`is${typeName}Failure`, names),
      apis: apis.map(({ name, namespace, moduleName }) => ({ name, namespace, moduleName })),
    };
  };
  const callable = new Map<string, CallableWorkflow>();
  const workflows = typed.groups.flatMap((group) => {
    const named = group.workflows.map((each) => [each, nameWorkflow(each)] as const);
    const planGroup = (report: Diagnostics) =>
      named.map(([workflow, workflowNames]) => {
        const planned = planWorkflow(workflow, workflowNames, callable, report);
        callable.set(keyOf(workflow), toCallable(workflow, workflowNames, planned.outcomes));
        return planned;
      });
    if (group.isCircle) {
      for (const [each, itsNames] of named) callable.set(keyOf(each), toCallable(each, itsNames));
      // What callers need to know does not change after this.
      planGroup(new Diagnostics());
    }
    return planGroup(diagnostics);
  });
  return { apis, workflows };
}

function keyOf({ workflow }: TypedWorkflow): string {
  return workflowKey(workflow.reference);
}

function toCallable(
  { inputs }: TypedWorkflow,
  names: WorkflowNames,
  outcomes?: readonly Outcome[],
): CallableWorkflow {
  const mayFail = outcomes?.some(({ failure }) => failure !== "never") ?? true;
  return { ...names, mayFail, outcomes, inputs: inputs.properties ?? [] };
}
