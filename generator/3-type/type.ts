import type { LinkedDescriptions } from "../2-link/linked.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import {
  takeName,
  toFileName,
  toTypeName,
  toValueName,
  workflowModuleNames,
} from "../source/identifiers.js";
import { workflowKey } from "../source/workflow-key.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { calledFirst, calledWorkflows } from "./called-workflows.js";
import { checkXmlContexts } from "./check-xml-contexts.js";
import { collectSent } from "./collect-sent.js";
import { typeApi } from "./type-api.js";
import { typeWorkflow } from "./type-workflow.js";
import type { TypedApi, TypedDescriptions, TypedWorkflow } from "./typed.js";
import { writeApiProbe } from "./write-probes.js";

/** Phase 3: asks TypeScript what everything is that the workflows send and read. */
export function type(
  linked: LinkedDescriptions,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): TypedDescriptions {
  const apis = typeApis(linked);
  for (const api of apis) writeApiProbe(api, program);
  const typed = new Map<string, TypedWorkflow>();
  for (const [index, workflow] of calledFirst(linked.workflows).entries()) {
    const called = new Map(
      calledWorkflows(workflow).flatMap((reference) => {
        const callee = typed.get(workflowKey(reference));
        return callee ? [[workflowKey(reference), callee] as const] : [];
      }),
    );
    const surroundings = { apis, resolve: linked.resolve, called };
    const path = `/probes/workflow-${index}.ts`;
    const result = typeWorkflow(workflow, path, surroundings, program, diagnostics);
    checkXmlContexts(result, diagnostics);
    typed.set(workflowKey(workflow.reference), result);
  }
  return { apis, workflows: [...typed.values()] };
}

function typeApis({ apis, resolve, workflows }: LinkedDescriptions): readonly TypedApi[] {
  const sent = collectSent(workflows);
  // These would give the factories and options of a transport the names of the runtime's own.
  const names = new Set([...workflowModuleNames, "FetchTransport", "AwsSigner"]);
  const moduleNames = new Set<string>();
  return apis.map((api) => {
    const name = takeName(toValueName(api.source.name), names);
    const namespace = takeName(toTypeName(name), names);
    const moduleName = takeName(toFileName(api.source.name), moduleNames, "-");
    return typeApi(api, { name, namespace, moduleName }, sent, resolve);
  });
}
