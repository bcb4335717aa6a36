import { apiNames, indexNames, workflowModuleNames } from "../model/reserved-names.js";
import type { ApiName, WorkflowName } from "../model/typed.js";
import { takeName, toFileName, toTypeName, toValueName } from "../source/identifiers.js";

/** What a cluster has that is to be named, and what the documents call it. */
export interface ToBeNamed {
  readonly apis: readonly ApiToName[];
  readonly workflows: readonly WorkflowToName[];
}

interface ApiToName {
  readonly source: { readonly name: string };
}

interface WorkflowToName {
  readonly reference: { readonly workflowId: string };
}

/** What the generated code calls each API and each workflow that was given to be named. */
export interface Names {
  readonly ofApi: (api: ApiToName) => ApiName;
  readonly ofWorkflow: (workflow: WorkflowToName) => WorkflowName;
}

/**
 * Gives everything that one index exports a name of its own. Of two that want the same one, the later gets
 * another; APIs come before workflows.
 */
export function giveNames(clusters: readonly ToBeNamed[]): Names {
  const nameApi = createApiNamer();
  const apis = new Map(
    clusters.flatMap((cluster) => cluster.apis).map((api) => [api, nameApi(api.source.name)]),
  );
  const all = clusters.flatMap((cluster) => cluster.workflows);
  const nameWorkflow = createWorkflowNamer([...apis.values()], all);
  const workflows = new Map(
    all.map((workflow) => [workflow, nameWorkflow(workflow.reference.workflowId)]),
  );
  return { ofApi: (api) => nameIn(apis, api), ofWorkflow: (each) => nameIn(workflows, each) };
}

function nameIn<Thing, Name>(names: ReadonlyMap<Thing, Name>, thing: Thing): Name {
  const name = names.get(thing);
  if (name === undefined) throw new Error("what was not given has no name");
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
  workflows: readonly WorkflowToName[],
): (workflowId: string) => WorkflowName {
  const counts = new Map<string, number>();
  for (const { reference } of workflows) {
    counts.set(reference.workflowId, (counts.get(reference.workflowId) ?? 0) + 1);
  }
  const names = new Set([...indexNames, ...workflowModuleNames]);
  for (const { typeName } of apis) {
    names.add(`create${typeName}`).add(`mock${typeName}`);
    for (const kind of ["Options", "Operations", "Transport"]) names.add(typeName + kind);
  }
  const typeNames = new Set<string>();
  const moduleNames = new Set(["index", "apis", "runtime"]);
  return (workflowId) => {
    const functionName = takeName(toValueName(workflowId), names);
    const typeName = takeName(toTypeName(toValueName(workflowId)), typeNames);
    return {
      moduleName: takeName(toFileName(workflowId), moduleNames, "-"),
      functionName,
      typeName,
      failureTestName: takeName(`is${typeName}Failure`, names),
      isIdShared: (counts.get(workflowId) ?? 0) > 1,
    };
  };
}
