import {
  defaultOf,
  partsOf,
  propertyNamesOf,
  propertyOf,
  requiredOf,
} from "../../model/json-schema.js";
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
  const names = inputPartsOf(workflow, resolve).flatMap(requiredOf);
  return [...new Set(names)].filter((name) => !defaultInputOf(workflow, name, resolve));
}

/** The value of an input that a caller omits. */
export function defaultInputOf(
  workflow: Located,
  name: string,
  resolve: Resolve,
): Located | undefined {
  const declared = inputPartsOf(workflow, resolve).flatMap((part) => propertyOf(part, name) ?? []);
  return declared.map((each) => defaultOf(each, resolve)).find(Boolean);
}

function inputPartsOf(workflow: Located, resolve: Resolve): readonly Located[] {
  return partsOf(child(workflow, "inputs"), resolve, ["allOf"]);
}
