import type { LinkedWorkflow } from "../2-link/linked.js";
import type { TypedApi } from "../3-type/typed.js";
import { takeName, toTypeName, toValueName } from "../source/identifiers.js";
import { expressionsOfRequest, expressionsOfResponse } from "./expressions-of-step.js";

/** The names of the variables of a workflow's function. */
export interface LocalNames {
  readonly inputs: string;
  /** The response of each step, by `stepId`. */
  readonly responses: ReadonlyMap<string, string>;
  /** The outputs of each step that something reads, by `stepId` and name. */
  readonly outputs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Names that the function uses for itself. */
const functionNames = ["inputs", "options", "run", "assertPresent", "startRun"];

/** Steps and outputs keep the names of the document; an output that shares its name says its step. */
export function chooseLocalNames(
  workflow: LinkedWorkflow,
  functionName: string,
  apis: readonly TypedApi[],
): LocalNames {
  const taken = new Set([
    ...functionNames,
    functionName,
    ...apis.flatMap(({ name, namespace }) => [name, namespace]),
  ]);
  const responses = new Map(
    workflow.steps.map(({ stepId }) => [stepId, takeName(toValueName(stepId), taken)]),
  );
  const read = readOutputs(workflow);
  const outputs = new Map(
    workflow.steps.map((step) => {
      const named = step.outputs.filter(({ name }) => read.has(`${step.stepId}\n${name}`));
      const names = named.map(({ name }): [string, string] => {
        const short = toValueName(name);
        const wanted = taken.has(short) ? toValueName(step.stepId) + toTypeName(name) : short;
        return [name, takeName(wanted, taken)];
      });
      return [step.stepId, new Map(names)];
    }),
  );
  return { inputs: "inputs", responses, outputs };
}

/** The outputs of steps that an expression of the workflow reads. */
function readOutputs({ steps, outputs }: LinkedWorkflow): ReadonlySet<string> {
  const expressions = [
    ...steps.flatMap(expressionsOfRequest),
    ...steps.flatMap(expressionsOfResponse),
    ...outputs.map(({ expression }) => expression),
  ];
  return new Set(
    expressions.flatMap((expression) =>
      expression.kind === "step-output" ? [`${expression.stepId}\n${expression.name}`] : [],
    ),
  );
}
