import { Diagnostics, type DiagnosticsOptions } from "../diagnostics/diagnostics.js";
import { calledWorkflows } from "../model/call-graph.js";
import type { LinkedGroup, LinkedWorkflow } from "../model/linked.js";
import type { DocumentGroup } from "../model/loaded.js";
import { workflowKey } from "../model/workflow-key.js";
import { ApiRegistry } from "./apis/api-registry.js";
import { collectApis } from "./apis/collect-apis.js";
import { createReferenceResolver } from "./apis/resolve-reference.js";
import { UnusableSources } from "./apis/unusable-sources.js";
import { checkDocument } from "./documents/check-document.js";
import { reportLooseReferences, reportSameUris } from "./documents/check-identity.js";
import { reportUnused } from "./documents/report-unused.js";
import { linkSelector } from "./selectors/link-selector.js";
import { linkWorkflow } from "./workflows/link-workflow.js";
import { reportCycles } from "./workflows/report-cycles.js";
import {
  type FoundWorkflow,
  uncallableWorkflowsOf,
  WorkflowRegistry,
  workflowsOf,
} from "./workflows/workflow-registry.js";

/** Phase 2: binds every name in the workflows of document groups to the thing it names. */
export function link(
  groups: readonly DocumentGroup[],
  options: DiagnosticsOptions,
): readonly LinkedGroup[] {
  return groups.map((group) => linkGroup(group, new Diagnostics(options)));
}

function linkGroup(loaded: DocumentGroup, diagnostics: Diagnostics): LinkedGroup {
  const { arazzoDocuments } = loaded;
  const resolve = createReferenceResolver(loaded, diagnostics);
  const unusable = new UnusableSources(diagnostics);
  const apis = new ApiRegistry(resolve, unusable, diagnostics);
  const workflows = new WorkflowRegistry(arazzoDocuments, unusable, diagnostics);
  const linkFound = (found: FoundWorkflow) =>
    linkWorkflow(found, {
      arazzo: found.arazzo,
      apis,
      workflows,
      resolve,
      linkSelector,
      diagnostics,
    });

  const entries = arazzoDocuments.filter(({ isEntry }) => isEntry);
  reportSameUris(loaded, diagnostics);
  for (const arazzo of entries) {
    checkDocument(arazzo, diagnostics);
    reportLooseReferences(arazzo, diagnostics);
  }
  const linked = linkReachable(entries.flatMap(workflowsOf), workflows, linkFound);
  for (const found of entries.flatMap(uncallableWorkflowsOf)) linkFound(found);
  reportCycles(linked, diagnostics);
  unusable.warnOfUnneeded(entries);
  for (const arazzo of entries) reportUnused(arazzo, linked, diagnostics);
  return { ...loaded, ...collectApis(linked), resolve, diagnostics };
}

/** Links the workflows, and all workflows that they call or depend on, directly or indirectly. */
function linkReachable(
  entries: readonly FoundWorkflow[],
  workflows: WorkflowRegistry,
  linkFound: (found: FoundWorkflow) => LinkedWorkflow,
): readonly LinkedWorkflow[] {
  const linked = new Map<string, LinkedWorkflow>();
  let pending = entries;
  while (pending.length > 0) {
    const added: LinkedWorkflow[] = [];
    for (const found of pending) {
      const key = workflowKey(found.reference);
      if (linked.has(key)) continue;
      const workflow = linkFound(found);
      linked.set(key, workflow);
      added.push(workflow);
    }
    pending = added.flatMap(calledWorkflows).flatMap((each) => workflows.lookUp(each) ?? []);
  }
  return [...linked.values()];
}
