import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { XmlComponent, XmlType } from "../../model/xml-type.js";

/** Declares how a component is written in XML. */
export function viewXmlComponent({ name, type }: XmlComponent): Code {
  return Code.assignment(
    Code.of`const ${Code.name(name)}: ${runtime("XmlType")}`,
    viewXmlType(type),
  );
}

/** Prints how a value is written in XML. Components are functions, because they can be declared later. */
export function viewXmlType({ type, members, others, items, ...rest }: XmlType): Code {
  const kind =
    typeof type === "string" ? Code.literal(type) : Code.of`() => ${Code.name(type.component)}`;
  const { name, namespace, prefix, node, nullable, wrapped, required } = rest;
  const scalars = Object.entries({ name, namespace, prefix, node, nullable, wrapped, required });
  return Code.object([
    Code.of`type: ${kind}`,
    ...scalars.flatMap(([key, value]) =>
      value === undefined ? [] : [Code.of`${Code.key(key)}: ${Code.literal(value)}`],
    ),
    ...(items ? [Code.entry(Code.of`items`, viewXmlType(items))] : []),
    ...(members
      ? [
          Code.entry(
            Code.of`members`,
            Code.object(
              [...members].map(([key, member]) => Code.entry(Code.key(key), viewXmlType(member))),
            ),
          ),
        ]
      : []),
    ...(others ? [Code.entry(Code.of`others`, viewXmlType(others))] : []),
  ]);
}
