import { propertiesOf, requiredOf } from "../../model/json-schema.js";
import type { LinkedWorkflow, Resolve } from "../../model/linked.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import { emptyObject, keyword, type TypeNode } from "../../model/type-node.js";
import type { TypedInputs } from "../../model/typed.js";
import { isInherited } from "../../source/identifiers.js";
import { child, textAt } from "../../source/located.js";
import { printSchemaTypes } from "../schemas/print-schema-types.js";

export function printInputs({ inputs }: LinkedWorkflow, resolve: Resolve): TypedInputs {
  const schema = inputs && resolve(inputs);
  if (!schema) return { at: undefined, properties: [], type: emptyObject, schemas: [] };
  const members = propertiesOf(schema);
  const wanted = [schema, ...members.map(([, at]) => at)];
  const { roots, named } = printSchemaTypes(wanted, resolve, new Set(workflowModuleNames), {
    readonlyRoots: true,
    useOf: () => ({ direction: "request", place: "form" }),
  });
  const type = roots.get(schema) ?? keyword("unknown");
  const required = requiredOf(schema);
  const properties = members.map(([name, at]) => {
    const target = resolve(at) ?? at;
    const fallback = child(target, "default")?.value;
    const isOptional = fallback !== undefined || !required.includes(name);
    const type = isOptional && isInherited(name) ? undefined : roots.get(at);
    return {
      name,
      type: type ?? keyword("unknown"),
      allowsNull: false,
      isOptional,
      default: fallback,
      description: textAt(at, "description") ?? textAt(target, "description"),
      isDeprecated: [at, target].some((each) => child(each, "deprecated")?.value === true),
    };
  });
  const listed = type.kind === "object" ? properties : [];
  return { at: schema, properties: isObject(type) ? listed : undefined, type, schemas: named };
}

function isObject(type: TypeNode): boolean {
  return type.kind === "object" || (type.kind === "intersection" && type.members.every(isObject));
}
