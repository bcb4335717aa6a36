import type { LinkedDescriptions, LinkedOperation, LinkedWorkflow } from "../2-link/linked.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { takeName, toFileName, toTypeName, toValueName } from "../source/identifiers.js";
import { placeOf } from "../source/located.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { type ContentTypes, typeApi } from "./type-api.js";
import { typeWorkflow } from "./type-workflow.js";
import type { TypedApi, TypedDescriptions } from "./typed.js";
import { writeApiProbe } from "./write-probes.js";

/** Phase 3: asks TypeScript what everything is that the workflows send and read. */
export function type(
  linked: LinkedDescriptions,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): TypedDescriptions {
  const contentTypes = collectContentTypes(linked.workflows, diagnostics);
  const apis = typeApis(linked, contentTypes);
  for (const api of apis) writeApiProbe(api, program);
  const workflows = linked.workflows.map((workflow, index) =>
    typeWorkflow(workflow, index, apis, linked.resolve, program, diagnostics),
  );
  return { apis, workflows };
}

function typeApis(
  { apis, resolve }: LinkedDescriptions,
  contentTypes: ContentTypes,
): readonly TypedApi[] {
  const names = new Set<string>();
  const moduleNames = new Set<string>();
  return apis.map((api) => {
    const name = takeName(toValueName(api.source.name), names);
    const namespace = takeName(toTypeName(name), names);
    const moduleName = takeName(toFileName(api.source.name), moduleNames, "-");
    return typeApi(api, { name, namespace, moduleName }, contentTypes, resolve);
  });
}

/** The media type that each operation is sent; steps that send one operation several are refused. */
function collectContentTypes(
  workflows: readonly LinkedWorkflow[],
  diagnostics: Diagnostics,
): ContentTypes {
  const contentTypes = new Map<LinkedOperation, string>();
  for (const { operation, requestBody } of workflows.flatMap(({ steps }) => steps)) {
    if (!requestBody) continue;
    const { contentType, at } = requestBody;
    if ((contentTypes.get(operation) ?? contentType) !== contentType) {
      const construct = `sending ${operation.operationId} bodies of several media types`;
      diagnostics.report("unsupported", placeOf(at), { construct });
    }
    contentTypes.set(operation, contentType);
  }
  return contentTypes;
}
