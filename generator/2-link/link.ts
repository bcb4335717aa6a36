import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { LinkedCluster, LinkedWorkflow } from "../model/linked.js";
import type { LoadedArazzo, LoadedCluster } from "../model/loaded.js";
import { child, placeOf } from "../source/located.js";
import type { Place } from "../source/source-text.js";
import { ApiRegistry } from "./apis/api-registry.js";
import { warnOfUnusableSource } from "./apis/report-unusable-source.js";
import { createReferenceResolver } from "./apis/resolve-reference.js";
import { checkDocument } from "./documents/check-document.js";
import { linkWorkflow } from "./workflows/link-workflow.js";
import { reportCircles } from "./workflows/report-cycles.js";
import type { DocumentScope } from "./workflows/scope.js";
import {
  namelessWorkflowsOf,
  WorkflowRegistry,
  workflowsOf,
} from "./workflows/workflow-registry.js";

/** Phase 2: binds every name in the workflows of a cluster to the thing it names. */
export function link(loaded: LoadedCluster, diagnostics: Diagnostics): LinkedCluster {
  const { arazzoDocuments } = loaded;
  const resolve = createReferenceResolver(loaded, diagnostics);
  const apis = new ApiRegistry(resolve, diagnostics);
  const workflows = new WorkflowRegistry(arazzoDocuments, diagnostics);
  const entries = arazzoDocuments.filter(({ isEntry }) => isEntry);
  for (const arazzo of entries) {
    checkDocument(arazzo, diagnostics);
    for (const workflow of workflowsOf(arazzo)) workflows.reach(workflow);
  }
  const linked: LinkedWorkflow[] = [];
  for (const workflow of workflows.reached.values()) {
    const arazzo = workflows.documentOf(workflow.reference);
    const scope: DocumentScope | undefined = arazzo && {
      arazzo,
      apis,
      workflows,
      resolve,
      diagnostics,
    };
    if (scope) linked.push(linkWorkflow(workflow, scope));
  }
  for (const arazzo of entries) {
    const scope = { arazzo, apis, workflows, resolve, diagnostics };
    for (const each of namelessWorkflowsOf(arazzo)) linkWorkflow(each, scope);
  }
  reportCircles(linked, diagnostics);
  warnOfUnneededSources(entries, diagnostics);
  return { workflows: linked, apis: apis.apis, resolve };
}

/** Those that a workflow needs were reported as errors. */
function warnOfUnneededSources(documents: readonly LoadedArazzo[], diagnostics: Diagnostics): void {
  const errors = diagnostics.all.filter(({ severity }) => severity === "error");
  const faulty = new Set(errors.map(({ place }) => place && startOf(place)));
  for (const source of documents.flatMap(({ unusableSources }) => unusableSources)) {
    const places = [
      placeOf(child(source.entry, "url") ?? source.entry),
      ...source.reasons.flatMap((reason) => (reason.kind === "syntax" ? reason.place : [])),
    ];
    const isReported = places.some((place) => faulty.has(startOf(place)));
    if (!isReported) warnOfUnusableSource(source, diagnostics);
  }
}

function startOf({ source, start }: Place): string {
  return `${start} ${source.path}`;
}
