import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { workflowsRun } from "../../model/call-graph.js";
import type { LinkedStep, LinkedWorkflow, OperationCall } from "../../model/linked.js";
import type { TypeNode } from "../../model/type-node.js";
import type { TypedApi, TypedExpression, TypedWorkflow, WorkflowName } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import type { Located } from "../../source/located.js";
import type { TypeScriptProgram } from "../../typescript/program.js";
import { ProbeAliases } from "../probes/probe-aliases.js";
import { ExpressionReader } from "../probes/read-expression.js";
import { typeHoles } from "../probes/type-holes.js";
import {
  bodyType,
  inputsType,
  ofApi,
  parametersProbe,
  requestProbe,
  writeWorkflowProbe,
} from "../probes/write-probes.js";
import { type ResponseBody, statusesApart } from "../statuses/response-bodies.js";
import { statusesAfter, successTest } from "../statuses/success-test.js";
import { type ExpressionUse, expressionUses } from "./expression-uses.js";
import { narrowInputs } from "./narrow-inputs.js";
import { printInputs } from "./print-inputs.js";

/** What the typing of a workflow needs to know of the others. */
export interface Surroundings {
  readonly apis: readonly TypedApi[];
  /** Follows a reference; reports one that leads nowhere. */
  readonly resolve: (reference: Located) => Located | undefined;
  /** The workflows that this one can call, typed already, by `keyOf` their references. */
  readonly called: ReadonlyMap<string, TypedWorkflow>;
}

/**
 * Writes what is to be asked about one workflow. What it gives asks, and types the inputs and every expression:
 * all that is written before anything is asked is read as one program.
 */
export function typeWorkflow(
  workflow: LinkedWorkflow,
  name: WorkflowName,
  { apis: allApis, resolve, called }: Surroundings,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): () => TypedWorkflow {
  const probePath = `/probes/${name.moduleName}.ts`;
  const success = new Map(workflow.steps.map((step) => [step, successTest(step)]));
  const inputs = printInputs(workflow, resolve);
  const uses = expressionUses(workflow, success);
  const aliases = new ProbeAliases();
  const inputsAlias = aliases.add(inputs.type);
  const bodies = new Map(uses.map((use) => [use, bodyOf(use.step, use.statuses, use.isOutput)]));
  const successBodies = new Map(
    workflow.steps.map((step) => {
      const test = success.get(step) ?? { kind: "criteria" };
      return [step, bodyOf(step, statusesAfter(step, test).success, true)];
    }),
  );
  const requests = new Map(workflow.steps.map((step) => [step, requestAliases(step)]));
  for (const callee of called.values()) {
    const read = [...callee.expressions.values(), ...(callee.inputs.properties ?? [])];
    for (const { type } of read) aliases.add(type);
  }
  writeWorkflowProbe(probePath, allApis, inputs.schemas, aliases.all, program);
  return typeAll;

  function typeAll(): TypedWorkflow {
    const typeOf = (alias: string) => program.probe(probePath, alias);
    const check = (type: TypeNode) => typeOf(aliases.add(type));
    const reader = new ExpressionReader(
      { workflow, called, inputs: typeOf(inputsAlias), successBodies, typeOf, check },
      diagnostics,
    );
    const found = uses.flatMap((use) => {
      const path = reader.read(use.expression, bodies.get(use), [], use.step);
      return path ? [{ expression: use.expression, path }] : [];
    });
    const expressions = new Map(
      found.map(({ expression, path }): [typeof expression, TypedExpression] => {
        const { type: checked, ...how } = path;
        const { type, kind, texts, allowsNull } = checked;
        return [expression, { ...how, type, kind, texts, allowsNull }];
      }),
    );
    const typeIfAny = (alias: string | undefined) =>
      alias === undefined ? undefined : typeOf(alias);
    const holes = typeHoles(workflow, (step) => {
      const { parameters, body, inputs } = requests.get(step) ?? {};
      return {
        parameters: typeIfAny(parameters),
        body: typeIfAny(body),
        inputs: typeIfAny(inputs),
      };
    });
    return {
      workflow,
      name,
      inputs: narrowInputs(inputs, typeOf(inputsAlias), holes.filled),
      apis: apisOf(workflow, allApis, called),
      success,
      expressions,
      holes: holes.holes,
    };
  }

  function apiOf({ source }: OperationCall): TypedApi | undefined {
    return allApis.find(({ api }) => api.source === source);
  }

  function bodyOf(
    step: LinkedStep | undefined,
    statuses: ExpressionUse["statuses"],
    isOutput: boolean,
  ): ResponseBody | undefined {
    const call = step?.call;
    if (!call || call.kind === "workflow" || !statuses) return undefined;
    const api = apiOf(call);
    if (!api) return undefined;
    const aliasOf = (some: readonly number[]) => aliases.add(bodyType(call, some, api));
    const apart = isOutput ? statusesApart(call.operation, statuses) : [];
    const parts = apart.map((some) => ({ statuses: some, alias: aliasOf(some) }));
    return { alias: aliasOf(statuses), parts };
  }

  function requestAliases({ call }: LinkedStep): {
    readonly parameters?: string;
    readonly body?: string;
    readonly inputs?: string;
  } {
    if (call.kind === "workflow") {
      const callee = called.get(workflowKey(call.workflow));
      return callee ? { inputs: aliases.add(inputsType(callee.inputs)) } : {};
    }
    const api = apiOf(call);
    if (!api) return {};
    const { operation, requestBody } = call;
    const parameters = aliases.add(ofApi(api, parametersProbe(api, operation)));
    const body = requestBody && requestProbe(api, operation, requestBody.contentType);
    if (body === undefined) return { parameters };
    return { parameters, body: aliases.add(ofApi(api, body)) };
  }
}

/** The APIs that a workflow calls, those of the workflows that it runs included. */
function apisOf(
  workflow: LinkedWorkflow,
  all: readonly TypedApi[],
  called: Surroundings["called"],
): readonly TypedApi[] {
  const own = workflow.steps.flatMap(({ call }) =>
    call.kind === "operation" ? [call.source] : [],
  );
  const others = workflowsRun(workflow).flatMap(
    (reference) => called.get(workflowKey(reference))?.apis ?? [],
  );
  return all.filter((api) => own.includes(api.api.source) || others.includes(api));
}
