import type { LoadedArazzo, LoadedDescriptions } from "../1-load/loaded.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { child, type Located, placeOf, rootOf, textAt } from "../source/located.js";
import { ApiRegistry } from "./api-registry.js";
import { linkWorkflow } from "./link-workflow.js";
import type { LinkedDescriptions, LinkedWorkflow } from "./linked.js";
import { FieldReader, reportDuplicates } from "./read-fields.js";
import { reportCircles } from "./report-circles.js";
import { warnOfUnusableSource } from "./report-unusable-source.js";
import { createReferenceResolver } from "./resolve-reference.js";
import type { DocumentScope } from "./scope.js";
import { WorkflowRegistry, workflowsOf } from "./workflow-registry.js";

/** Phase 2: binds every name in the workflows to the thing it names. */
export function link(loaded: LoadedDescriptions, diagnostics: Diagnostics): LinkedDescriptions {
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
    const scope: DocumentScope | undefined = arazzo && { arazzo, apis, workflows, resolve };
    if (scope) linked.push(linkWorkflow(workflow, scope, diagnostics));
  }
  reportCircles(linked, diagnostics);
  for (const arazzo of entries) warnOfUnneededSources(arazzo, diagnostics);
  return { workflows: linked, apis: apis.apis, resolve };
}

/** Checks what belongs to a document as a whole. */
function checkDocument({ document }: LoadedArazzo, diagnostics: Diagnostics): void {
  const root = rootOf(document);
  const fields = new FieldReader(root, "the Arazzo description", diagnostics);
  fields.allow(["arazzo", "info", "sourceDescriptions", "workflows", "components", "$self"]);
  checkVersion(root, diagnostics);
  const sources = fields.requiredObjects("sourceDescriptions");
  reportDuplicates(sources, "name", diagnostics);
  for (const source of sources) {
    const sourceFields = new FieldReader(source, "the source description", diagnostics);
    sourceFields.allow(["name", "url", "type"]);
    sourceFields.requiredText("name");
    sourceFields.requiredText("url");
    sourceFields.text("type");
  }
  const workflows = fields.requiredObjects("workflows");
  reportDuplicates(workflows, "workflowId", diagnostics);
  for (const workflow of workflows) {
    new FieldReader(workflow, "the workflow", diagnostics).requiredText("workflowId");
  }
  const components = fields.object("components");
  if (!components) return;
  const componentFields = new FieldReader(components, "components", diagnostics);
  const sections = ["inputs", "parameters", "successActions", "failureActions"];
  componentFields.allow(sections);
  for (const section of sections) componentFields.object(section);
}

function checkVersion(root: Located, diagnostics: Diagnostics): void {
  const version = textAt(root, "arazzo");
  if (version === undefined || /^1\.\d+(?:\.|$)/.test(version)) return;
  const place = placeOf(child(root, "arazzo") ?? root);
  diagnostics.report("version-unsupported", place, { version });
}

/** Those that a workflow needs were reported as errors. */
function warnOfUnneededSources({ unusableSources }: LoadedArazzo, diagnostics: Diagnostics): void {
  for (const source of unusableSources) {
    const places = [
      placeOf(child(source.entry, "url") ?? source.entry),
      ...source.reasons.flatMap((reason) => (reason.kind === "syntax" ? reason.place : [])),
    ];
    const isReported = diagnostics.all.some(
      ({ place, severity }) =>
        severity === "error" &&
        places.some((one) => one.source.path === place?.source.path && one.start === place.start),
    );
    if (!isReported) warnOfUnusableSource(source, diagnostics);
  }
}
