import type { Resolve } from "../../model/linked.js";
import { child, isObject, itemsOf, type Located } from "../../source/located.js";

/** The names of the outputs that a workflow or step declares. */
export function outputNamesOf(owner: Located): readonly string[] {
  const outputs = child(owner, "outputs");
  return outputs && isObject(outputs.value) ? Object.keys(outputs.value) : [];
}

/** The names of the inputs that a workflow's schema declares, at its top level. */
export function inputNamesOf(workflow: Located, resolve: Resolve): readonly string[] {
  return [...new Set(partsOf(child(workflow, "inputs"), resolve).flatMap(propertyNames))];
}

/** The names of the inputs that have to be given: required, and without a default. */
export function requiredInputsOf(workflow: Located, resolve: Resolve): readonly string[] {
  const parts = partsOf(child(workflow, "inputs"), resolve, ["allOf"]);
  const required = parts.flatMap((part) => {
    const list = child(part, "required");
    return list
      ? itemsOf(list).flatMap(({ value }) => (typeof value === "string" ? value : []))
      : [];
  });
  const hasDefault = (name: string) =>
    parts.some((part) => {
      const property = child(child(part, "properties") ?? part, name);
      return property !== undefined && child(property, "default") !== undefined;
    });
  return [...new Set(required)].filter((name) => !hasDefault(name));
}

function propertyNames(schema: Located): readonly string[] {
  const properties = child(schema, "properties");
  return properties && isObject(properties.value) ? Object.keys(properties.value) : [];
}

/** A schema and those that it is composed of, references followed; each once. */
function partsOf(
  schema: Located | undefined,
  resolve: Resolve,
  keywords: readonly string[] = ["allOf", "anyOf", "oneOf"],
): readonly Located[] {
  const seen = new Set<unknown>();
  const collect = (reference: Located | undefined): readonly Located[] => {
    const at = reference && resolve(reference);
    if (!at || !isObject(at.value) || seen.has(at.value)) return [];
    seen.add(at.value);
    const inner = keywords.flatMap((keyword) => {
      const list = child(at, keyword);
      return list ? itemsOf(list) : [];
    });
    return [at, ...inner.flatMap(collect)];
  };
  return collect(schema);
}
