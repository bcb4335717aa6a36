import { Diagnostics } from "../diagnostics/diagnostics.js";
import { calledWorkflows, groupByCalls, levelsOf } from "../model/call-graph.js";
import type { LinkedGroup, LinkedWorkflow } from "../model/linked.js";
import type { Names } from "../model/names.js";
import { reachFixpoint } from "../model/reach-fixpoint.js";
import type { TypedApi, TypedGroup, TypedWorkflow } from "../model/typed.js";
import { workflowKey } from "../model/workflow-key.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { collectRequestShapes } from "./apis/collect-request-shapes.js";
import { typeApi } from "./apis/type-api.js";
import { checkCriteria } from "./criteria/check-criteria.js";
import { checkXmlContexts } from "./criteria/check-xml-contexts.js";
import { writeApiProbe } from "./probes/write-probes.js";
import { collectReads } from "./reads/collect-reads.js";
import { typeWorkflow } from "./workflows/type-workflow.js";

/** Everything that the typing of a workflow needs, apart from the workflow. */
interface WorkflowContext {
  readonly apis: readonly TypedApi[];
  readonly resolve: LinkedGroup["resolve"];
  readonly diagnostics: Diagnostics;
}

/**
 * Phase 3: finds the TypeScript types of everything that workflows send and read. Groups are typed together, so that
 * TypeScript checks all probes of one call level as one program.
 */
export function typeWorkflows(
  groups: readonly LinkedGroup[],
  names: Names,
  program: TypeScriptProgram,
): readonly TypedGroup[] {
  const withApis = groups.map((group) => ({ group, apis: typeApis(group, names, program) }));
  const contexts = new Map(
    withApis.flatMap(({ group: { workflows, resolve, diagnostics }, apis }) =>
      workflows.map((workflow) => [workflow, { apis, resolve, diagnostics }] as const),
    ),
  );
  const typer = new WorkflowTyper(contexts, names, program);
  for (const level of levelsOf(groupByCalls([...contexts.keys()]))) {
    for (const { workflows } of level.filter(({ isCyclic }) => isCyclic))
      typer.typeCycle(workflows);
    const others = level.flatMap(({ workflows, isCyclic }) => (isCyclic ? [] : workflows));
    const probes = others.map((workflow) => typer.writeProbe(workflow));
    for (const evaluate of probes) evaluate();
  }
  return withApis.map(({ group, apis }) => {
    const components = groupByCalls(group.workflows).map(({ workflows, isCyclic }) => ({
      workflows: workflows.flatMap((workflow) => typer.typed(workflow)),
      isCyclic,
    }));
    const all = components.flatMap(({ workflows }) => workflows);
    for (const workflow of all) {
      checkCriteria(workflow, group.diagnostics);
      checkXmlContexts(workflow, group.diagnostics);
    }
    return { linked: group, apis, reads: collectReads(all), components };
  });
}

function typeApis(
  group: LinkedGroup,
  names: Names,
  program: TypeScriptProgram,
): readonly TypedApi[] {
  const sent = collectRequestShapes(group.workflows);
  const typed = group.apis.map((api) => typeApi(api, names.ofApi(api), sent, group));
  for (const api of typed) writeApiProbe(api, program);
  return typed;
}

/** Types workflows. A workflow must be typed after the workflows that it calls. */
class WorkflowTyper {
  readonly #typed = new Map<string, TypedWorkflow>();
  readonly #contexts: ReadonlyMap<LinkedWorkflow, WorkflowContext>;
  readonly #names: Names;
  readonly #program: TypeScriptProgram;

  constructor(
    contexts: ReadonlyMap<LinkedWorkflow, WorkflowContext>,
    names: Names,
    program: TypeScriptProgram,
  ) {
    this.#contexts = contexts;
    this.#names = names;
    this.#program = program;
  }

  typed({ reference }: Pick<LinkedWorkflow, "reference">): readonly TypedWorkflow[] {
    const found = this.#typed.get(workflowKey(reference));
    return found ? [found] : [];
  }

  /** Returns the function that types the workflow. Write all probes of a level before calling any of these functions. */
  writeProbe(workflow: LinkedWorkflow, report?: Diagnostics): () => void {
    const context = this.#contexts.get(workflow);
    if (!context) throw new Error("the workflow is not in a group");
    const callees = calledWorkflows(workflow).flatMap((reference) => this.typed({ reference }));
    const called = new Map(callees.map((each) => [workflowKey(each.workflow.reference), each]));
    const evaluate = typeWorkflow(
      workflow,
      this.#names.ofWorkflow(workflow),
      { ...context, called },
      this.#program,
      report ?? context.diagnostics,
    );
    return () => {
      this.#typed.set(workflowKey(workflow.reference), evaluate());
    };
  }

  /**
   * Types the workflows of a cycle repeatedly, until each knows the types of the workflows that it calls. At first, some
   * types are unknown. A round replaces unknown types by known types, and types of inputs by narrower types. Each type
   * comes from a position that an expression reads or fills. The number of positions is finite, so there is a fixpoint.
   */
  typeCycle(workflows: readonly LinkedWorkflow[]): void {
    const typeInTurn = (report?: Diagnostics) => {
      for (const workflow of workflows) this.writeProbe(workflow, report)();
      return workflows.flatMap((workflow) => this.typed(workflow));
    };
    const facts = typeInTurn(new Diagnostics()).map(
      ({ expressions, holes }) => expressions.size + holes.size,
    );
    // Each workflow can come to await each of them, and then their inputs.
    const awaited = workflows.flatMap((each) => this.typed(each).flatMap((one) => one.awaited));
    reachFixpoint(
      () => typeInTurn(new Diagnostics()).map(shownToCallers).join("\n"),
      facts.reduce((all, each) => all + each, 2 * workflows.length * awaited.length),
    );
    typeInTurn();
  }
}

/** Everything that the types of a caller depend on. */
function shownToCallers({ workflow, inputs, apis, awaited, expressions }: TypedWorkflow): string {
  const outputs = workflow.outputs.map(({ expression }) => expressions.get(expression));
  const shown = outputs.map((each) => [each?.type, each?.mayBeAbsent, each?.allowsNull]);
  const inputTypes = inputs.properties?.map(({ type, allowsNull }) => [type, allowsNull]);
  const needed = awaited.map((each) => [workflowKey(each.reference), each.areInputsRead]);
  return JSON.stringify([inputTypes, apis.map(({ name }) => name), needed, shown]);
}
