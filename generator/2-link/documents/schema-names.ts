import { partsOf, propertyNamesOf, propertyOf, requiredOf } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import { child, entriesOf, type Located } from "../../source/located.js";

/** The names of the outputs that a workflow or step declares. */
export function outputNamesOf(owner: Located): readonly string[] {
  const outputs = child(owner, "outputs");
  return outputs ? entriesOf(outputs).map(([name]) => name) : [];
}

/** The names of the inputs that a workflow's schema declares, at its top level. */
export function inputNamesOf(workflow: Located, resolve: Resolve): readonly string[] {
  return propertyNamesOf(child(workflow, "inputs"), resolve);
}

/** The names of the inputs that are required and have no default. */
export function requiredInputsOf(workflow: Located, resolve: Resolve): readonly string[] {
  const parts = partsOf(child(workflow, "inputs"), resolve, ["allOf"]);
  const hasDefault = (name: string) =>
    parts.some((part) => {
      const property = propertyOf(part, name);
      return property !== undefined && child(property, "default") !== undefined;
    });
  return [...new Set(parts.flatMap(requiredOf))].filter((name) => !hasDefault(name));
}
