import type { LoadedSource } from "../1-load/loaded.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { child, type Located } from "../source/located.js";
import type { ApiRegistry } from "./api-registry.js";
import { linkOutputs } from "./link-outputs.js";
import { linkStep } from "./link-step.js";
import type { LinkedWorkflow } from "./linked.js";
import { FieldReader, reportDuplicates, reportUnsupported } from "./read-fields.js";

const unsupportedFields = ["dependsOn", "parameters", "successActions", "failureActions"];

/** Reads a Workflow Object; undefined when it has no `workflowId`. */
export function linkWorkflow(
  at: Located,
  sources: readonly LoadedSource[],
  registry: ApiRegistry,
  diagnostics: Diagnostics,
): LinkedWorkflow | undefined {
  const fields = new FieldReader(at, "the workflow", diagnostics);
  const workflowId = fields.requiredText("workflowId");
  const steps = fields.requiredList("steps");
  if (workflowId === undefined) return undefined;
  reportUnsupported(at, unsupportedFields, diagnostics);
  reportDuplicates(steps, "stepId", diagnostics);
  return {
    workflowId,
    at,
    summary: fields.text("summary"),
    description: fields.text("description"),
    inputs: child(at, "inputs"),
    steps: steps.flatMap((step) => linkStep(step, steps, sources, registry, diagnostics) ?? []),
    outputs: linkOutputs(at, { steps, hasResponse: false }, diagnostics),
  };
}
