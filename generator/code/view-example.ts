import type { WorkflowPlan } from "../model/planned.js";
import { Code } from "./code.js";
import { layOut } from "./lay-out.js";

const width = 93;

/** A call of the workflow's function with its required arguments, for the doc comment. */
export function viewExample(plan: WorkflowPlan): string {
  const { functionName, apis, dependencies, outcomes } = plan;
  const transports = Code.object(apis.map(({ name }) => Code.name(name)));
  const options = dependencies.length > 0 ? [Code.of`{ completed }`] : [];
  const args = [viewInputs(plan), transports, ...options];
  const call = Code.of`await ${Code.call(Code.name(functionName), args)};`;
  const completed = outcomes.find(({ name }) => name === "completed");
  if (!completed || completed.outputs.length === 0) return print(call);
  if (outcomes.length === 1) return print(Code.of`const { outputs } = ${call}`);
  return print(
    Code.of`const result = ${call}\nif (result.outcome === "completed") console.log(result.outputs);`,
  );
}

function viewInputs({ example }: WorkflowPlan): Code {
  if (!example) return Code.of`inputs`;
  return Code.object(
    example.map(({ name, variable }) =>
      name === variable ? Code.name(name) : Code.entry(Code.key(name), Code.name(variable)),
    ),
  );
}

function print(code: Code): string {
  return layOut([code], width).text;
}
