import type {
  Condition,
  Expression,
  LinkedCriterion,
  LinkedStep,
  LinkedWorkflow,
  Operand,
  Template,
} from "../2-link/linked.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import type { Located } from "../source/located.js";
import type { CheckedType, TypeScriptProgram } from "../typescript/program.js";
import { printSchemaTypes } from "./print-schema-types.js";
import { readPath, rootPath, type TypedPath } from "./read-path.js";
import type { TypedApi, TypedExpression, TypedWorkflow, TypeText } from "./typed.js";
import {
  apiProbePath,
  bodyProbe,
  inputsProbe,
  requestProbe,
  workflowProbePath,
  writeWorkflowProbe,
} from "./write-probes.js";

type Resolve = (reference: Located) => Located | undefined;

/** Types the inputs and every expression of one workflow. */
export function typeWorkflow(
  workflow: LinkedWorkflow,
  workflowIndex: number,
  allApis: readonly TypedApi[],
  resolve: Resolve,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): TypedWorkflow {
  const apis = allApis.filter(({ api }) =>
    workflow.steps.some(({ source }) => source === api.source),
  );
  const inputs = typeInputs(workflow, resolve);
  const path = workflowProbePath(workflowIndex);
  writeWorkflowProbe(path, { workflow, inputs, apis }, program);
  const expressions = new Map<Expression, TypedExpression>();
  const optionalHoles = new Set<Template>();
  for (const [index, step] of workflow.steps.entries()) typeStep(step, index);
  for (const { expression } of workflow.outputs) typeExpression(expression, undefined);
  return { workflow, inputs, apis, expressions, optionalHoles };

  function typeStep(step: LinkedStep, index: number): void {
    for (const parameter of step.parameters) {
      const declared = step.operation.parameters.find((each) => each.name === parameter.name);
      typeTemplate(parameter.value, undefined, declared?.required !== true);
    }
    if (step.requestBody) {
      typeTemplate(step.requestBody.payload, requestType(step), false);
    }
    for (const [count, criterion] of step.successCriteria.entries()) {
      typeCriterion(criterion, bodyProbe(index, count));
    }
    const body = bodyProbe(index, step.successCriteria.length);
    for (const { criteria } of step.onSuccess) {
      for (const criterion of criteria) typeCriterion(criterion, body);
    }
    for (const { expression } of step.outputs) typeExpression(expression, body);
  }

  function requestType({ source, operation }: LinkedStep): CheckedType | undefined {
    const typed = apis.find(({ api }) => api.source === source);
    return typed && program.typeAlias(apiProbePath(typed), requestProbe(typed, operation));
  }

  /** Types the holes of a value that goes to a place of a type. */
  function typeTemplate(
    template: Template,
    place: CheckedType | undefined,
    mayBeOmitted: boolean,
  ): void {
    switch (template.kind) {
      case "expression":
        typeExpression(template.expression, undefined);
        if (mayBeOmitted) optionalHoles.add(template);
        return;
      case "object":
        for (const { name, value } of template.entries) {
          typeTemplate(value, place?.at(name), place?.mayOmit(name) ?? true);
        }
        return;
      case "array":
        for (const [index, item] of template.items.entries()) {
          typeTemplate(item, place?.at(String(index)), false);
        }
        return;
      case "literal":
        return;
    }
  }

  function typeCriterion({ condition }: LinkedCriterion, body: string): void {
    for (const operand of operandsOf(condition)) {
      if (operand.kind === "expression") typeExpression(operand.expression, body);
    }
  }

  /** `body` is the alias of the response's body, where there is a response. */
  function typeExpression(expression: Expression, body: string | undefined): void {
    const found = readExpression(expression, body, new Set());
    if (!found) return;
    const { path: accesses, type, mayBeAbsent } = found;
    const { kind, text, allowsNull } = type;
    expressions.set(expression, {
      path: accesses,
      type: { typeText: text },
      kind,
      mayBeAbsent,
      allowsNull,
    });
  }

  function readExpression(
    expression: Expression,
    body: string | undefined,
    reading: Set<Expression>,
  ): TypedPath | undefined {
    const { place } = expression;
    switch (expression.kind) {
      case "status-code":
        return rootPath(statusType);
      case "response-body": {
        if (body === undefined) return undefined;
        const root = rootPath(program.typeAlias(path, body));
        return readPath(root, expression.pointer, { place, of: "the response" }, diagnostics);
      }
      case "input": {
        const { name, pointer } = expression;
        const inputsType = program.typeAlias(path, inputsProbe);
        const input = inputsType.at(name);
        if (!input) {
          const parameters = unknownName(name, inputsType.propertyNames);
          diagnostics.report("input-not-found", place, parameters);
          return undefined;
        }
        const access = { key: name, isIndex: false, isOptional: false };
        const root = { ...rootPath(input), path: [access] };
        return readPath(root, pointer, { place, of: `the input ${name}` }, diagnostics);
      }
      case "step-output": {
        const output = readStepOutput(expression, reading);
        if (!output) return undefined;
        const of = `the output ${expression.name}`;
        return readPath({ ...output, path: [] }, expression.pointer, { place, of }, diagnostics);
      }
    }
  }

  function readStepOutput(
    expression: Expression & { readonly kind: "step-output" },
    reading: Set<Expression>,
  ): TypedPath | undefined {
    const index = workflow.steps.findIndex(({ stepId }) => stepId === expression.stepId);
    const step = workflow.steps[index];
    const output = step?.outputs.find(({ name }) => name === expression.name);
    if (!step || !output) return undefined;
    if (reading.has(output.expression)) {
      const problem = "the outputs refer to each other in a circle";
      const parameters = { expression: expression.text, problem };
      diagnostics.report("expression-misplaced", expression.place, parameters);
      return undefined;
    }
    reading.add(output.expression);
    return readExpression(
      output.expression,
      bodyProbe(index, step.successCriteria.length),
      reading,
    );
  }
}

function typeInputs({ inputs }: LinkedWorkflow, resolve: Resolve): TypeText {
  if (!inputs) return { typeText: "Record<string, never>" };
  const { roots } = printSchemaTypes([inputs], resolve, new Set(), { readonlyRoots: true });
  return roots.get(inputs) ?? { typeText: "unknown" };
}

function operandsOf(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case "comparison":
      return [condition.left, condition.right];
    case "not":
      return operandsOf(condition.condition);
    default:
      return condition.conditions.flatMap(operandsOf);
  }
}

/** What `$statusCode` is. */
const statusType: CheckedType = {
  kind: "number",
  mayBeAbsent: false,
  allowsNull: false,
  text: "number",
  propertyNames: [],
  at: () => undefined,
  mayOmit: () => false,
};
