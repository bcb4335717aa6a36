import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { workflowsRun } from "../../model/call-graph.js";
import type { LinkedStep, LinkedWorkflow, Resolve } from "../../model/linked.js";
import type { Statuses } from "../../model/status-set.js";
import type { TypeNode } from "../../model/type-node.js";
import type {
  AwaitedWorkflow,
  TypedApi,
  TypedExpression,
  TypedWorkflow,
  WorkflowName,
} from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import type { TypeScriptProgram } from "../../typescript/program.js";
import { checkQueries } from "../criteria/check-queries.js";
import { checkValues } from "../criteria/check-values.js";
import { addActionInputs, addRequest, addResponseBody } from "../probes/add-probes.js";
import { typeOfXmlResult } from "../probes/constant-types.js";
import { ProbeFile } from "../probes/probe-file.js";
import { ExpressionReader } from "../probes/read-expression.js";
import { rootPath, type TypedPath } from "../probes/read-path.js";
import { typeHoles } from "../probes/type-holes.js";
import { statusesAfter, successTest } from "../statuses/success-test.js";
import { checkHeaders } from "./check-headers.js";
import { checkStrings } from "./check-strings.js";
import { type ExpressionUse, expressionUses } from "./expression-uses.js";
import { narrowInputs } from "./narrow-inputs.js";
import { printInputs } from "./print-inputs.js";
import { textsSentAsOne } from "./texts-sent-as-one.js";

export interface TypingContext {
  readonly apis: readonly TypedApi[];
  readonly resolve: Resolve;
  /** The called workflows that are already typed, by `workflowKey`. */
  readonly called: ReadonlyMap<string, TypedWorkflow>;
}

/**
 * Writes the probes of one workflow and returns a function that evaluates them. Write the probes of all
 * workflows before evaluating any, so that TypeScript checks them as one program.
 */
export function typeWorkflow(
  workflow: LinkedWorkflow,
  name: WorkflowName,
  { apis, resolve, called }: TypingContext,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): () => TypedWorkflow {
  const { steps } = workflow;
  const probes = new ProbeFile(`/probes/${name.moduleName}.ts`, program);
  const success = new Map(steps.map((step) => [step, successTest(step)]));
  const inputs = printInputs(workflow, resolve);
  const declared = probes.add(inputs.type);
  const addBody = (step: LinkedStep, statuses: Statuses, meant: Statuses, isOutput: boolean) =>
    addResponseBody(step, { statuses, meant, isOutput }, apis, probes);
  const uses = expressionUses(workflow, success).map((use) => {
    const { step, statuses, meant, isOutput } = use;
    return { ...use, body: step && statuses && addBody(step, statuses, meant, isOutput) };
  });
  const successBodies = new Map(
    steps.map((step) => {
      const test = success.get(step) ?? { kind: "criteria" };
      const { success: statuses } = statusesAfter(step, test);
      return [step, addBody(step, statuses, statuses, true)];
    }),
  );
  const requests = new Map(steps.map((step) => [step, addRequest(step, apis, called, probes)]));
  const passed = new Map(steps.flatMap((step) => [...addActionInputs(step, called, probes)]));
  for (const { expressions, inputs } of called.values()) {
    const read = [...expressions.values(), ...(inputs.properties ?? [])];
    for (const { type } of read) probes.add(type);
  }
  probes.write(apis, inputs.schemas);
  return () => {
    const check = (type: TypeNode) => probes.add(type)();
    const sources = { workflow, called, inputs: declared(), successBodies, check };
    const reader = new ExpressionReader(sources, diagnostics);
    const { holes, filled } = typeHoles(workflow, requests, passed);
    const oneTexts = textsSentAsOne(workflow, holes);
    const paths = uses.flatMap(({ expression, step, body }) => {
      const path = reader.read(expression, body, [], step);
      const isOneText = path && oneTexts.has(expression);
      const read = isOneText ? rootPath(typeOfXmlResult("text")) : path;
      return read ? [[expression, read] as const] : [];
    });
    checkQueries(workflow, new Map(paths), diagnostics);
    checkValues(workflow, new Map(paths), diagnostics);
    checkStrings(workflow, new Map(paths), diagnostics);
    checkHeaders(uses, resolve, diagnostics);
    return {
      ...{ workflow, name, success, holes },
      inputs: narrowInputs(inputs, declared(), filled),
      apis: apisOf(workflow, apis, called),
      awaited: awaitedBy(workflow, uses, called),
      expressions: new Map(paths.map(([expression, path]) => [expression, withType(path)])),
    };
  };
}

function withType({ type: checked, declared, ...path }: TypedPath): TypedExpression {
  const { type, kind, allowsNull, isOfUnion } = checked;
  const possible = checked.kinds.length === 0 && declared ? declared : [checked];
  const literals = possible.map((each) => each.literals);
  return {
    ...{ ...path, type, kind, allowsNull, isOfUnion },
    kinds: [...new Set(possible.flatMap(({ kinds }) => kinds))],
    literals: literals.includes(undefined) ? undefined : literals.flatMap((values) => values ?? []),
  };
}

/** The APIs whose operations a workflow calls, directly or through the workflows that it runs. */
function apisOf(
  workflow: LinkedWorkflow,
  all: readonly TypedApi[],
  called: TypingContext["called"],
): readonly TypedApi[] {
  const own = workflow.steps.flatMap(({ call }) =>
    call.kind === "operation" ? [call.source] : [],
  );
  const others = workflowsRun(workflow).flatMap(
    (reference) => called.get(workflowKey(reference))?.apis ?? [],
  );
  return all.filter((api) => own.includes(api.api.source) || others.includes(api));
}

/** The workflows that a workflow depends on, and those on which the workflows that it runs depend. */
function awaitedBy(
  workflow: LinkedWorkflow,
  uses: readonly ExpressionUse[],
  called: TypingContext["called"],
): readonly AwaitedWorkflow[] {
  const read = new Set(
    uses.flatMap(({ expression: each }) =>
      each.kind === "workflow-input" ? [workflowKey(each.workflow)] : [],
    ),
  );
  const own = workflow.dependsOn.map((reference): AwaitedWorkflow => {
    return { reference, areInputsRead: read.has(workflowKey(reference)) };
  });
  const others = workflowsRun(workflow).flatMap(
    (each) => called.get(workflowKey(each))?.awaited ?? [],
  );
  const found = new Map<string, AwaitedWorkflow>();
  for (const each of [...own, ...others]) {
    const key = workflowKey(each.reference);
    const areInputsRead = each.areInputsRead || (found.get(key)?.areInputsRead ?? false);
    found.set(key, { ...each, areInputsRead });
  }
  return [...found.values()];
}
