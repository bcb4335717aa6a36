import type { LinkedDescriptions, LinkedWorkflow } from "../2-link/linked.js";
import { Diagnostics } from "../diagnostics/diagnostics.js";
import {
  takeName,
  toFileName,
  toTypeName,
  toValueName,
  workflowModuleNames,
} from "../source/identifiers.js";
import { workflowKey } from "../source/workflow-key.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { calledWorkflows, groupByCalls, levelsOf } from "./called-workflows.js";
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
  const groups = groupByCalls(linked.workflows);
  const paths = new Map(linked.workflows.map((each, index) => [each, `/probes/${index}.ts`]));
  for (const level of levelsOf(groups)) {
    for (const { workflows } of level.filter(({ isCircle }) => isCircle)) typeCircle(workflows);
    const others = level.flatMap(({ workflows, isCircle }) => (isCircle ? [] : workflows));
    const answers = others.map((workflow) => ask(workflow, diagnostics));
    for (const answer of answers) keep(answer());
  }
  for (const each of typed.values()) checkXmlContexts(each, diagnostics);
  return {
    apis,
    groups: groups.map(({ workflows, ...group }) => ({
      ...group,
      workflows: workflows.flatMap(typedOf),
    })),
  };

  function ask(workflow: LinkedWorkflow, report: Diagnostics): () => TypedWorkflow {
    const surroundings = { apis, resolve: linked.resolve, called: calledBy(workflow, typed) };
    return typeWorkflow(workflow, paths.get(workflow) ?? "", surroundings, program, report);
  }

  function typeCircle(workflows: readonly LinkedWorkflow[]): void {
    const typeInTurn = (report: Diagnostics) => {
      for (const workflow of workflows) keep(ask(workflow, report)());
    };
    settle(() => {
      typeInTurn(new Diagnostics());
      return workflows.flatMap(typedOf).map(shownToCallers).join("\n");
    });
    typeInTurn(diagnostics);
  }

  function keep(result: TypedWorkflow): void {
    typed.set(workflowKey(result.workflow.reference), result);
  }

  function typedOf({ reference }: LinkedWorkflow): readonly TypedWorkflow[] {
    const found = typed.get(workflowKey(reference));
    return found ? [found] : [];
  }
}

/** The workflows that one calls, as far as they are typed. */
function calledBy(
  workflow: LinkedWorkflow,
  typed: ReadonlyMap<string, TypedWorkflow>,
): ReadonlyMap<string, TypedWorkflow> {
  const keys = calledWorkflows(workflow).map(workflowKey);
  return new Map(
    keys.flatMap((key) => {
      const called = typed.get(key);
      return called ? [[key, called] as const] : [];
    }),
  );
}

/**
 * Types a circle again until every workflow of it knows what those say that it calls. In the beginning
 * nothing is known of some; each time more is known, and true. Two or three times are usual.
 */
function settle(typeAgain: () => string): void {
  let before = "";
  for (let round = 0; round < 8; round += 1) {
    const now = typeAgain();
    if (now === before) return;
    before = now;
  }
}

/** All that the typing of a caller depends on. */
function shownToCallers({ workflow, inputs, apis, expressions }: TypedWorkflow): string {
  const outputs = workflow.outputs.map(({ expression }) => expressions.get(expression));
  const shown = outputs.map((each) => [each?.type.typeText, each?.mayBeAbsent, each?.allowsNull]);
  const inputTypes = inputs.properties?.map(({ type, allowsNull }) => [type.typeText, allowsNull]);
  return JSON.stringify([inputTypes, apis.map(({ name }) => name), shown]);
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
