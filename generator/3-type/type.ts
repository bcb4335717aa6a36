import { Diagnostics } from "../diagnostics/diagnostics.js";
import { calledWorkflows, groupByCalls, levelsOf } from "../model/call-graph.js";
import type { LinkedCluster, LinkedWorkflow } from "../model/linked.js";
import type { TypedCluster, TypedWorkflow } from "../model/typed.js";
import { workflowKey } from "../model/workflow-key.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { collectRequestShapes } from "./apis/collect-request-shapes.js";
import { typeApi } from "./apis/type-api.js";
import type { Names } from "./give-names.js";
import { writeApiProbe } from "./probes/write-probes.js";
import { checkXmlContexts } from "./workflows/check-xml-contexts.js";
import { typeWorkflow } from "./workflows/type-workflow.js";

/**
 * Phase 3: asks TypeScript what everything is that the workflows of a cluster send and read. It stops between
 * writing and asking, so that several clusters in step write all before one asks, and are read as one program.
 */
export function* type(
  { workflows, apis: linkedApis, resolve }: LinkedCluster,
  names: Names,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): Generator<void, TypedCluster> {
  const sent = collectRequestShapes(workflows);
  const apis = linkedApis.map((api) => typeApi(api, names.ofApi(api), sent, resolve));
  for (const api of apis) writeApiProbe(api, program);
  const typed = new Map<string, TypedWorkflow>();
  const groups = groupByCalls(workflows);
  for (const level of levelsOf(groups)) {
    for (const group of level.filter(({ isCyclic }) => isCyclic)) typeCircle(group.workflows);
    const others = level.flatMap(({ workflows, isCyclic }) => (isCyclic ? [] : workflows));
    const answers = others.map((workflow) => ask(workflow, diagnostics));
    yield;
    for (const answer of answers) keep(answer());
    yield;
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
    const surroundings = { apis, resolve, called: calledBy(workflow, typed) };
    return typeWorkflow(workflow, names.ofWorkflow(workflow), surroundings, program, report);
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
  const shown = outputs.map((each) => [each?.type, each?.mayBeAbsent, each?.allowsNull]);
  const inputTypes = inputs.properties?.map(({ type, allowsNull }) => [type, allowsNull]);
  return JSON.stringify([inputTypes, apis.map(({ name }) => name), shown]);
}
