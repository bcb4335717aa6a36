import type { LinkedStep, LinkedWorkflow, OperationCall } from "../2-link/linked.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { Located } from "../source/located.js";
import { workflowKey } from "../source/workflow-key.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { workflowsRun } from "./called-workflows.js";
import { type ExpressionUse, expressionUses } from "./expression-uses.js";
import { narrowInputs } from "./narrow-inputs.js";
import { printInputs } from "./print-inputs.js";
import { ProbeAliases } from "./probe-aliases.js";
import { ExpressionReader } from "./read-expression.js";
import { statusesOfSuccess, successTest } from "./success-test.js";
import { type RequestTypes, typeHoles } from "./type-holes.js";
import type { TypedApi, TypedExpression, TypedWorkflow } from "./typed.js";
import {
  bodyText,
  ofApi,
  parametersProbe,
  requestProbe,
  writeWorkflowProbe,
} from "./write-probes.js";

/** What the typing of a workflow needs to know of the others. */
export interface Surroundings {
  readonly apis: readonly TypedApi[];
  /** Follows a reference; reports one that leads nowhere. */
  readonly resolve: (reference: Located) => Located | undefined;
  /** The workflows that this one can call, typed already, by `keyOf` their references. */
  readonly called: ReadonlyMap<string, TypedWorkflow>;
}

/** Types the inputs and every expression of one workflow. */
export function typeWorkflow(
  workflow: LinkedWorkflow,
  probePath: string,
  { apis: allApis, resolve, called }: Surroundings,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): TypedWorkflow {
  const success = new Map(workflow.steps.map((step) => [step, successTest(step)]));
  const inputs = printInputs(workflow, resolve);
  const uses = expressionUses(workflow, success);
  const aliases = new ProbeAliases();
  const inputsAlias = aliases.add(inputs.type.typeText);
  const bodyAliases = new Map(uses.map((use) => [use, bodyAlias(use.step, use.statuses)]));
  const successAliases = new Map(
    workflow.steps.map((step) => {
      const test = success.get(step) ?? { kind: "criteria" };
      return [step, bodyAlias(step, statusesOfSuccess(step, test))];
    }),
  );
  const requests = new Map(workflow.steps.map((step) => [step, requestAliases(step)]));
  for (const callee of called.values()) {
    for (const { type } of callee.expressions.values()) aliases.add(type.typeText);
  }
  writeWorkflowProbe(probePath, allApis, inputs.schemas, aliases.all, program);

  const typeOf = (alias: string) => program.probe(probePath, alias);
  const typeOfText = (text: string) => typeOf(aliases.add(text));
  const reader = new ExpressionReader(
    { workflow, called, inputs: typeOf(inputsAlias), successAliases, typeOf, typeOfText },
    diagnostics,
  );
  const found = uses.flatMap((use) => {
    const path = reader.read(use.expression, bodyAliases.get(use), [], use.step);
    return path ? [{ expression: use.expression, path }] : [];
  });
  const expressions = new Map(
    found.map(({ expression, path }): [typeof expression, TypedExpression] => {
      const { kind, text, allowsNull } = path.type;
      const { unknownPath, mayBeAbsent } = path;
      const type = { typeText: text };
      return [expression, { path: path.path, unknownPath, type, kind, mayBeAbsent, allowsNull }];
    }),
  );
  const holes = typeHoles(workflow, (step): RequestTypes => {
    const { parameters, body } = requests.get(step) ?? {};
    return {
      parameters: parameters === undefined ? undefined : typeOf(parameters),
      body: body === undefined ? undefined : typeOf(body),
    };
  });
  return {
    workflow,
    inputs: narrowInputs(inputs, typeOf(inputsAlias), holes.filled),
    apis: apisOf(workflow, allApis, called),
    success,
    expressions,
    holes: holes.holes,
  };

  function apiOf({ source }: OperationCall): TypedApi | undefined {
    return allApis.find(({ api }) => api.source === source);
  }

  function bodyAlias(
    step: LinkedStep | undefined,
    statuses: ExpressionUse["statuses"],
  ): string | undefined {
    if (!step || step.call.kind === "workflow" || !statuses) return undefined;
    const api = apiOf(step.call);
    return api && aliases.add(bodyText(step.call, statuses, api));
  }

  function requestAliases({ call }: LinkedStep): { parameters?: string; body?: string } {
    const api = call.kind === "operation" ? apiOf(call) : undefined;
    if (call.kind === "workflow" || !api) return {};
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
