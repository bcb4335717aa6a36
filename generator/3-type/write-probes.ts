import type { LinkedOperation, LinkedStep } from "../2-link/linked.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { declaredResponses } from "./declared-responses.js";
import { provenStatuses } from "./proven-statuses.js";
import type { TypedApi, TypedWorkflow } from "./typed.js";

/** Probes are modules that exist only to ask the compiler about the types in them. */

/** The alias of what an operation takes as its request body, in the probe of its API. */
export function requestProbe(api: TypedApi, operation: LinkedOperation): string {
  return `$$request${api.api.operations.indexOf(operation)}`;
}

function responseProbe(api: TypedApi, operation: LinkedOperation, status: string): string {
  return `$$response${api.api.operations.indexOf(operation)}_${status}`;
}

export function apiProbePath({ moduleName }: TypedApi): string {
  return `/probes/apis/${moduleName}.ts`;
}

export function writeApiProbe(api: TypedApi, program: TypeScriptProgram): void {
  const aliases = api.schemas.map(({ name, type }) => [name, type.typeText]);
  for (const { operation, body, responses } of api.operations) {
    if (body) aliases.push([requestProbe(api, operation), body.type.typeText]);
    for (const { status, type } of responses) {
      aliases.push([responseProbe(api, operation, status), type.typeText]);
    }
  }
  const lines = aliases.map(([name, text]) => `export type ${name} = ${text};\n`);
  program.write(apiProbePath(api), lines.join(""));
}

export function workflowProbePath(index: number): string {
  return `/probes/workflow-${index}.ts`;
}

/** The alias of the type of the inputs, in the probe of a workflow. */
export const inputsProbe = "$$inputs";

/** The alias of a step's response body once its first criteria hold, in the probe of a workflow. */
export function bodyProbe(stepIndex: number, criteria: number): string {
  return `$$body${stepIndex}_${criteria}`;
}

export function writeWorkflowProbe(
  path: string,
  { workflow, inputs, apis }: Pick<TypedWorkflow, "workflow" | "inputs" | "apis">,
  program: TypeScriptProgram,
): void {
  const imports = apis.map(
    ({ namespace, moduleName }) =>
      `import type * as ${namespace} from "./apis/${moduleName}.js";\n`,
  );
  const bodies = workflow.steps.flatMap((step, index) =>
    [...step.successCriteria.keys(), step.successCriteria.length].map(
      (count) => `export type ${bodyProbe(index, count)} = ${bodyText(step, count)};\n`,
    ),
  );
  const inputsAlias = `export type ${inputsProbe} = ${inputs.typeText};\n`;
  program.write(path, [...imports, inputsAlias, ...bodies].join(""));

  function bodyText({ source, operation, successCriteria }: LinkedStep, count: number): string {
    const typed = apis.find((each) => each.api.source === source);
    const statuses = provenStatuses(successCriteria.slice(0, count));
    const keys = declaredResponses(operation, statuses);
    if (!typed || keys.length === 0) return "unknown";
    return keys
      .map((status) => `${typed.namespace}.${responseProbe(typed, operation, status)}`)
      .join(" | ");
  }
}
