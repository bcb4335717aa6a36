import { propertiesOf, requiredOf } from "../../model/json-schema.js";
import type { LinkedWorkflow, Resolve } from "../../model/linked.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import { emptyObject, keyword, type TypeMember, type TypeNode } from "../../model/type-node.js";
import type { TypedInput, TypedInputs } from "../../model/typed.js";
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
  const properties = members.map(([name, at]): TypedInput => {
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
  const listed =
    type.kind === "object" ? [...properties, ...otherInputs(type.members, properties)] : [];
  return { at: schema, properties: isObject(type) ? listed : undefined, type, schemas: named };
}

/** The inputs that only `required`, or a schema that applies under a condition, names. */
function otherInputs(
  members: readonly TypeMember[],
  declared: readonly TypedInput[],
): readonly TypedInput[] {
  const names = new Set(declared.map(({ name }) => name));
  return members.flatMap((member) => {
    if (member.kind !== "property" || names.has(member.name)) return [];
    const { name, type, isOptional, doc: description } = member;
    const others = { allowsNull: false, default: undefined, isDeprecated: false };
    return { name, type, isOptional, description, ...others };
  });
}

function isObject(type: TypeNode): boolean {
  return type.kind === "object" || (type.kind === "intersection" && type.members.every(isObject));
}
