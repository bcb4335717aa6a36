import { defaultOf, partsOf, propertiesOf, requiredOf } from "../../model/json-schema.js";
import type { LinkedWorkflow, Resolve } from "../../model/linked.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import {
  emptyObject,
  isSameType,
  keyword,
  type TypeMember,
  type TypeNode,
} from "../../model/type-node.js";
import type { NamedType, TypedInput, TypedInputs } from "../../model/typed.js";
import { addToList } from "../../source/add-to-list.js";
import { isInherited } from "../../source/identifiers.js";
import { child, type Located, textAt } from "../../source/located.js";
import { printSchemaTypes } from "../schemas/print-schema-types.js";

/** Types the inputs. The properties include those of the schemas that `inputs` refers to or combines. */
export function printInputs({ inputs }: LinkedWorkflow, resolve: Resolve): TypedInputs {
  const target = inputs && resolve(inputs);
  if (!inputs || !target) return { at: undefined, properties: [], type: emptyObject, schemas: [] };
  const parts = partsOf(inputs, resolve, ["allOf"]);
  const schema = parts.includes(inputs) ? inputs : target;
  const declared = new Map<string, Located[]>();
  for (const [name, at] of parts.flatMap(propertiesOf)) addToList(declared, name, at);
  const wanted = [schema, ...[...declared.values()].flat()];
  const { roots, named } = printSchemaTypes(wanted, resolve, new Set(workflowModuleNames), {
    readonlyRoots: true,
    useOf: () => ({ direction: "request", place: "form" }),
  });
  const type = roots.get(schema) ?? keyword("unknown");
  const members = membersIn(type, named);
  if (!members) return { at: schema, properties: undefined, type, schemas: named };
  const required = new Set(parts.flatMap(requiredOf));
  const properties = [...declared].map(([name, all]) => {
    const types = all.flatMap((at) => roots.get(at) ?? []);
    return printInput(name, all, types, required.has(name), resolve);
  });
  const listed = [...properties, ...otherInputs(members, declared, required)];
  return { at: schema, properties: listed, type, schemas: named };
}

function printInput(
  name: string,
  declared: readonly Located[],
  types: readonly TypeNode[],
  isRequired: boolean,
  resolve: Resolve,
): TypedInput {
  const targets = declared.flatMap((at) => [at, resolve(at) ?? at]);
  const fallback = declared.map((at) => defaultOf(at, resolve)).find(Boolean)?.value;
  const isOptional = fallback !== undefined || !isRequired;
  return {
    name,
    type: isOptional && isInherited(name) ? keyword("unknown") : intersection(types),
    allowsNull: false,
    isOptional,
    default: fallback,
    description: targets.map((at) => textAt(at, "description")).find(Boolean),
    isDeprecated: targets.some((at) => child(at, "deprecated")?.value === true),
  };
}

function intersection(types: readonly TypeNode[]): TypeNode {
  const members = types.filter(
    (type, index) => types.findIndex((each) => isSameType(each, type)) === index,
  );
  const [only = keyword("unknown"), ...others] = members;
  return others.length === 0 ? only : { kind: "intersection", members };
}

/** The inputs that only `required`, or a schema that applies under a condition, names. */
function otherInputs(
  members: readonly TypeMember[],
  declared: ReadonlyMap<string, unknown>,
  required: ReadonlySet<string>,
): readonly TypedInput[] {
  const found = new Map<string, TypedInput>();
  for (const member of members) {
    if (member.kind !== "property" || declared.has(member.name)) continue;
    const { name, type, doc: description } = member;
    const isOptional = member.isOptional && !required.has(name);
    const others = { allowsNull: false, default: undefined, isDeprecated: false };
    if (!found.has(name)) found.set(name, { name, type, isOptional, description, ...others });
  }
  return [...found.values()];
}

/** The members of an object type, or of an intersection of object types; undefined for other types. */
function membersIn(
  type: TypeNode,
  named: readonly NamedType[],
  seen = new Set<string>(),
): readonly TypeMember[] | undefined {
  if (type.kind === "object") return type.members;
  if (type.kind === "intersection") {
    const all = type.members.map((member) => membersIn(member, named, seen));
    return all.every((members) => members !== undefined) ? all.flat() : undefined;
  }
  if (type.kind !== "reference") return undefined;
  // `Required<Pick<Type, Names>>` of an intersection that contains `Type` adds no members.
  if (type.name === "Required" || seen.has(type.name)) return [];
  seen.add(type.name);
  const target = named.find(({ name }) => name === type.name);
  return target && membersIn(target.type, named, seen);
}
