import type { ExampleInput } from "../../model/planned.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import { isEmptyObject } from "../../model/type-node.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { takeName, toValueName } from "../../source/identifiers.js";

/** Names the variables in an example of a call. */
export function planExample({
  name: { functionName },
  inputs: { properties = [], type },
  apis,
}: TypedWorkflow): readonly ExampleInput[] | undefined {
  if (properties.length === 0) return isEmptyObject(type) ? [] : undefined;
  const names = apis.map(({ name }) => name);
  const taken = new Set([...workflowModuleNames, ...names, functionName, "completed", "result"]);
  return properties
    .filter(({ isOptional }) => !isOptional)
    .map(({ name }) => ({ name, variable: takeName(toValueName(name), taken) }));
}
