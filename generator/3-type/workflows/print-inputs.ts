import type { LinkedWorkflow } from "../../model/linked.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import type { TypedInputs } from "../../model/typed.js";
import { isInherited } from "../../source/identifiers.js";
import { child, entriesOf, type Located, textAt } from "../../source/located.js";
import { printSchemaTypes } from "../schemas/print-schema-types.js";

/** The type of a workflow's inputs, as its schema declares it. */
export function printInputs(
  { inputs }: LinkedWorkflow,
  resolve: (reference: Located) => Located | undefined,
): TypedInputs {
  const schema = inputs && resolve(inputs);
  if (!schema) {
    return { properties: [], type: { typeText: "Record<string, never>" }, schemas: [] };
  }
  const list = child(schema, "properties");
  const members = list ? entriesOf(list) : [];
  const wanted = [schema, ...members.map(([, at]) => at)];
  const { roots, named } = printSchemaTypes(wanted, resolve, new Set(workflowModuleNames), {
    readonlyRoots: true,
    useOf: () => ({ direction: "request", place: "form" }),
  });
  const type = roots.get(schema) ?? { typeText: "unknown" };
  const required = child(schema, "required")?.value;
  const properties = members.map(([name, at]) => {
    const target = resolve(at) ?? at;
    const fallback = child(target, "default")?.value;
    const isOptional =
      fallback !== undefined || !(Array.isArray(required) && required.includes(name));
    const type = isOptional && isInherited(name) ? undefined : roots.get(at);
    return {
      name,
      type: type ?? { typeText: "unknown" },
      allowsNull: false,
      isOptional,
      default: fallback,
      description: textAt(at, "description") ?? textAt(target, "description"),
      isDeprecated: [at, target].some((each) => child(each, "deprecated")?.value === true),
    };
  });
  const isPlain = type.typeText.startsWith("{") && type.typeText.endsWith("}");
  return { properties: isPlain ? properties : undefined, type, schemas: named };
}
