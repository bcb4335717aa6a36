import type { LoadedArazzo, LoadedDescriptions } from "../1-load/loaded.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { isObject, rootOf } from "../source/located.js";
import { ApiRegistry } from "./api-registry.js";
import { linkWorkflow } from "./link-workflow.js";
import type { LinkedDescriptions, LinkedWorkflow } from "./linked.js";
import { FieldReader, reportDuplicates } from "./read-fields.js";
import { createReferenceResolver } from "./resolve-reference.js";

/** Phase 2: binds every name in the workflows to the thing it names. */
export function link(loaded: LoadedDescriptions, diagnostics: Diagnostics): LinkedDescriptions {
  const resolve = createReferenceResolver(loaded.files, diagnostics);
  const registry = new ApiRegistry(resolve, diagnostics);
  const workflows = loaded.arazzoDocuments.flatMap((arazzo) =>
    linkDocument(arazzo, registry, diagnostics),
  );
  return { workflows, apis: registry.apis, resolve };
}

function linkDocument(
  { document, sources }: LoadedArazzo,
  registry: ApiRegistry,
  diagnostics: Diagnostics,
): readonly LinkedWorkflow[] {
  if (!isObject(document.value)) return [];
  const fields = new FieldReader(rootOf(document), "the Arazzo description", diagnostics);
  for (const source of fields.requiredList("sourceDescriptions")) {
    const sourceFields = new FieldReader(source, "the source description", diagnostics);
    sourceFields.requiredText("name");
    sourceFields.requiredText("url");
  }
  const workflows = fields.requiredList("workflows");
  reportDuplicates(workflows, "workflowId", diagnostics);
  return workflows.flatMap((at) => linkWorkflow(at, sources, registry, diagnostics) ?? []);
}
