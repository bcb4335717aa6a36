import { partsOf, propertyNamesOf, propertyOf, requiredOf } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import { child, entriesOf, type Located } from "../../source/located.js";

export function outputNamesOf(owner: Located): readonly string[] {
  return entriesOf(child(owner, "outputs")).map(([name]) => name);
}

export function inputNamesOf(workflow: Located, resolve: Resolve): readonly string[] {
  return propertyNamesOf(child(workflow, "inputs"), resolve);
}

/** The inputs that are required and have no default. */
export function requiredInputsOf(workflow: Located, resolve: Resolve): readonly string[] {
  const parts = partsOf(child(workflow, "inputs"), resolve, ["allOf"]);
  const hasDefault = (name: string) =>
    parts.some((part) => child(propertyOf(part, name), "default") !== undefined);
  return [...new Set(parts.flatMap(requiredOf))].filter((name) => !hasDefault(name));
}
