import { dataKeywords, namedFields } from "../../model/schema-resources.js";
import { isObject } from "../../source/located.js";

/**
 * Adds a `$ref` beside each `$dynamicRef` of a schema, so that all code follows it like any reference; where it leads is
 * decided when it is followed. In an Arazzo document, only inputs are schemas.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2
 */
export function addReferences(document: unknown): unknown {
  const known = new Map<unknown, unknown>();
  if (!isObject(document) || !Object.hasOwn(document, "arazzo")) return copy(document, false);
  const { workflows, components } = document;
  return {
    ...document,
    ...(Array.isArray(workflows) && {
      workflows: workflows.map((workflow: unknown) => copyInputs(workflow, false)),
    }),
    ...(isObject(components) && { components: copyInputs(components, true) }),
  };

  function copyInputs(object: unknown, areNames: boolean): unknown {
    if (!isObject(object) || !Object.hasOwn(object, "inputs")) return object;
    return { ...object, inputs: copy(object["inputs"], areNames) };
  }

  /** @param areNames true for an object whose keys are names that authors choose */
  function copy(value: unknown, areNames: boolean): unknown {
    if (typeof value !== "object" || value === null) return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    if (Array.isArray(value))
      return remember(
        value,
        value.map((each) => copy(each, false)),
      );
    const entries = Object.entries(value).map(([key, inner]) => {
      const isData = !areNames && dataKeywords.has(key);
      return [key, isData ? inner : copy(inner, !areNames && namedFields.has(key))] as const;
    });
    const reference: unknown = Reflect.get(value, "$dynamicRef");
    const isDynamic = !areNames && typeof reference === "string" && !Object.hasOwn(value, "$ref");
    const added = isDynamic ? [["$ref", reference] as const] : [];
    return remember(value, Object.fromEntries([...entries, ...added]));
  }

  function remember(value: unknown, copied: unknown): unknown {
    known.set(value, copied);
    return copied;
  }
}
