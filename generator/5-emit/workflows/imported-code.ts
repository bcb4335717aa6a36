import { Code } from "../../code/code.js";
import { viewType } from "../../code/view-type.js";
import type { ImportedName } from "../../model/emitted.js";
import type { WorkflowPlan } from "../../model/planned.js";
import { referencesIn, type TypeNode } from "../../model/type-node.js";
import type { ApiName, WorkflowName } from "../../model/typed.js";

export function printNamespace(api: ApiName): Code {
  return Code.imported(namespaceOf(api));
}

function namespaceOf({ namespace, moduleName }: ApiName): ImportedName {
  return { name: namespace, kind: "namespace", from: `apis/${moduleName}` };
}

/** The transports, as the properties of an object or of a parameter. */
export function printTransports(
  apis: readonly ApiName[],
  { transports }: Pick<WorkflowPlan, "transports">,
): Code {
  const properties = apis.map(({ name }) => {
    const variable = transports.get(name) ?? name;
    return variable === name
      ? Code.name(name)
      : Code.of`${Code.name(name)}: ${Code.name(variable)}`;
  });
  return Code.object(properties);
}

export function printFunction({ functionName, moduleName }: WorkflowName): Code {
  return Code.imported({ name: functionName, kind: "value", from: moduleName });
}

export function printTypeOf(
  { typeName, moduleName }: WorkflowName,
  kind: "Inputs" | "Result",
): Code {
  return Code.imported({ name: typeName + kind, kind: "type", from: moduleName });
}

/** Prints a type, and imports the modules of the APIs that the type refers to. */
export function viewTypeOf(
  type: TypeNode,
  apis: readonly ApiName[],
  absence?: Parameters<typeof viewType>[1],
): Code {
  const used = new Set(referencesIn(type).map(({ namespace }) => namespace));
  const imports = apis.filter(({ namespace }) => used.has(namespace)).map(namespaceOf);
  return viewType(type, absence).importing(imports);
}
