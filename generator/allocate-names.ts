import { byFirstEntry } from "./model/loaded.js";
import type { NameRequest, Names, WorkflowRequest } from "./model/names.js";
import { apiNames, indexNames, workflowModuleNames } from "./model/reserved-names.js";
import type { ApiName, WorkflowName } from "./model/typed.js";
import { takeName, toFileName, toTypeName, toValueName } from "./source/identifiers.js";

/**
 * Allocates the names of everything that the index exports. If a name is taken, a number is appended. APIs get names
 * before workflows.
 */
export function allocateNames(requests: readonly NameRequest[]): Names {
  const groups = requests.toSorted(byFirstEntry);
  const nameApi = createApiNamer();
  const apis = new Map(
    groups.flatMap((group) => group.apis).map((api) => [api, nameApi(api.source.name)]),
  );
  const all = groups.flatMap((group) => group.workflows);
  const nameWorkflow = createWorkflowNamer([...apis.values()], all);
  const workflows = new Map(
    all.map((workflow) => [workflow, nameWorkflow(workflow.reference.workflowId)]),
  );
  return { ofApi: (api) => nameIn(apis, api), ofWorkflow: (each) => nameIn(workflows, each) };
}

function nameIn<Thing, Name>(names: ReadonlyMap<Thing, Name>, thing: Thing): Name {
  const name = names.get(thing);
  if (name === undefined) throw new Error("no name was requested");
  return name;
}

function createApiNamer(): (sourceName: string) => ApiName {
  const names = new Set(apiNames);
  const moduleNames = new Set<string>();
  return (sourceName) => {
    const name = takeName(toValueName(sourceName), names);
    return {
      name,
      typeName: takeName(toTypeName(name), names),
      namespace: takeName(`${name.replace(/(?<=.)api$/i, "")}Operations`, names),
      moduleName: takeName(toFileName(sourceName), moduleNames, "-"),
    };
  };
}

function createWorkflowNamer(
  apis: readonly ApiName[],
  workflows: readonly WorkflowRequest[],
): (workflowId: string) => WorkflowName {
  const counts = new Map<string, number>();
  for (const { reference } of workflows) {
    counts.set(reference.workflowId, (counts.get(reference.workflowId) ?? 0) + 1);
  }
  const names = new Set([...indexNames, ...workflowModuleNames]);
  for (const { typeName, namespace } of apis) {
    names.add(namespace).add(`create${typeName}`).add(`mock${typeName}`);
    for (const kind of ["Options", "Operations", "Transport"]) names.add(typeName + kind);
  }
  const typeNames = new Set<string>();
  const moduleNames = new Set(["index", "apis", "runtime", "schemas"]);
  return (workflowId) => {
    const functionName = takeName(toValueName(workflowId), names);
    const typeName = takeName(toTypeName(toValueName(workflowId)), typeNames);
    return {
      moduleName: takeName(toFileName(workflowId), moduleNames, "-"),
      functionName,
      typeName,
      failureTestName: takeName(`is${typeName}Failure`, names),
      inputsSchemaName: takeName(`${functionName}InputsSchema`, names),
      isIdShared: (counts.get(workflowId) ?? 0) > 1,
    };
  };
}
