import type { Expression, LinkedStep } from "../2-link/linked.js";
import type { TypedApi, TypedWorkflow } from "../3-type/typed.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { toTypeName } from "../source/identifiers.js";
import { keyPlaceOf, placeOf } from "../source/located.js";
import { chooseLocalNames } from "./choose-local-names.js";
import { expressionsOfRequest, expressionsOfResponse } from "./expressions-of-step.js";
import { excludeEachOther, negate, planCriteria, planCriterion } from "./plan-condition.js";
import { ValuePlanner } from "./plan-value.js";
import type {
  ApiName,
  Assertion,
  Outcome,
  OutcomeOutput,
  PlannedCondition,
  PlannedEntry,
  PlannedObject,
  ReturnStatement,
  Statement,
  WorkflowPlan,
} from "./planned.js";

export type WorkflowNames = Pick<WorkflowPlan, "moduleName" | "functionName" | "typeName">;

/** Plans the function of one workflow: its steps in order, each with the ends it can lead to. */
export function planWorkflow(
  typed: TypedWorkflow,
  names: WorkflowNames,
  diagnostics: Diagnostics,
): WorkflowPlan {
  const { workflow } = typed;
  const localNames = chooseLocalNames(workflow, names.functionName, typed.apis);
  const values = new ValuePlanner(typed, localNames, diagnostics);
  const outcomes = new Map<string, Outcome>();
  const statements: Statement[] = [];
  let isOver = false;
  for (const [index, step] of workflow.steps.entries()) {
    if (isOver) break;
    statements.push(...planStep(step, index));
    isOver = statements.at(-1)?.kind === "return";
  }
  if (!isOver) statements.push(planReturn("completed", workflow.steps.length - 1, undefined));
  return {
    ...names,
    sourceName: workflow.at.document.source.name,
    workflowId: workflow.workflowId,
    summary: workflow.summary,
    description: workflow.description,
    inputs: typed.inputs,
    readsInputs: [...typed.expressions.keys()].some(({ kind }) => kind === "input"),
    apis: typed.apis.map(nameOf),
    outcomes: [...outcomes.values()].sort(completedFirst),
    statements,
  };

  function planStep(step: LinkedStep, index: number): readonly Statement[] {
    reportUnavailable(step, index);
    const assertions: Assertion[] = [];
    const request = planRequest(step, assertions);
    const api = typed.apis.find((each) => each.api.source === step.source);
    const operation = api?.operations.find((each) => each.operation === step.operation);
    const variable = localNames.responses.get(step.stepId);
    if (!api || !operation || variable === undefined) return [];
    const { stepId, description } = step;
    const { functionName } = operation;
    return [
      {
        kind: "send",
        stepId,
        description,
        assertions,
        variable,
        api: nameOf(api),
        functionName,
        request,
      },
      ...planChecks(step, variable),
      ...planOutputs(step),
      ...planActions(step, index),
    ];
  }

  function planRequest(step: LinkedStep, assertions: Assertion[]): PlannedObject {
    const place = placeOf(step.at);
    const groups = ["path", "query", "header", "cookie"].flatMap((group): PlannedEntry[] => {
      const parameters = step.parameters
        .filter((parameter) => parameter.in === group)
        .map(({ name, value }) => ({ name, at: value.at, value }));
      if (parameters.length === 0) return [];
      const entries = values.planEntries(parameters, step.stepId, assertions);
      const value: PlannedObject = { kind: "object", entries, place };
      return [{ name: group, namePlace: place, value, isLeftOutWhen: undefined }];
    });
    const { requestBody, stepId } = step;
    const body = requestBody && values.plan(requestBody.payload, stepId, assertions);
    const bodyEntry: PlannedEntry[] =
      requestBody && body
        ? [
            {
              name: "body",
              namePlace: keyPlaceOf(requestBody.at),
              value: body,
              isLeftOutWhen: undefined,
            },
          ]
        : [];
    return { kind: "object", entries: [...groups, ...bodyEntry], place };
  }

  function planChecks(step: LinkedStep, response: string): readonly Statement[] {
    const { stepId } = step;
    if (step.successCriteria.length === 0) {
      const construct = "a step without successCriteria";
      diagnostics.report("unsupported", placeOf(step.at), { construct });
    }
    return step.successCriteria.flatMap((criterion): Statement[] => {
      const condition = planCriterion(criterion, step, values, diagnostics);
      if (!condition) return [];
      const fails = negate(condition);
      return [{ kind: "check", stepId, criterion: criterion.text, fails, response }];
    });
  }

  function planOutputs(step: LinkedStep): readonly Statement[] {
    return step.outputs.flatMap(({ name, expression }): Statement[] => {
      const variable = localNames.outputs.get(step.stepId)?.get(name);
      const value = values.read(expression, step);
      return variable === undefined || !value ? [] : [{ kind: "output", variable, value }];
    });
  }

  /**
   * The first action whose criteria hold decides. One that goes to the next step does what happens
   * anyway, so that all it means is that the actions behind it do not apply.
   */
  function planActions(step: LinkedStep, index: number): readonly Statement[] {
    const passed: PlannedCondition[] = [];
    const statements: Statement[] = [];
    for (const action of step.onSuccess) {
      const condition = planCriteria(action.criteria, step, values, diagnostics);
      const isNext = action.target.kind === "step" && action.target.index === index + 1;
      if (isNext && !condition) return statements;
      if (isNext && condition) {
        passed.push(condition);
        continue;
      }
      if (action.target.kind === "step") {
        const construct = "a goto to any step but the next";
        diagnostics.report("unsupported", placeOf(action.at), { construct });
        continue;
      }
      const end = planReturn(action.name, index, step.stepId);
      const guards = passed.filter((each) => !condition || !excludeEachOther(each, condition));
      const conditions = [...guards.map(negate), ...(condition ? [condition] : [])];
      const [only] = conditions;
      if (!only) return [...statements, end];
      const whole: PlannedCondition = conditions.length === 1 ? only : { kind: "and", conditions };
      statements.push({ kind: "branch", action: action.name, condition: whole, statements: [end] });
    }
    return statements;
  }

  /** Ends the workflow with every output that has a value after the step of that index. */
  function planReturn(
    outcome: string,
    lastStep: number,
    stepId: string | undefined,
  ): ReturnStatement {
    const outputs = workflow.outputs.flatMap(({ name, at, expression }) => {
      const type = values.typeOf(expression);
      const value = values.read(expression);
      if (!value || !type || stepIndexOf(expression) > lastStep) return [];
      const { undefined: mayBeAbsent, null: allowsNull } = values.absenceOf(expression, value);
      const entry = { name, namePlace: keyPlaceOf(at), value, isLeftOutWhen: undefined };
      return [{ entry, declared: { name, type: type.type, mayBeAbsent, allowsNull } }];
    });
    const known = outcomes.get(outcome);
    const declared = outputs.map((output) => output.declared);
    outcomes.set(outcome, {
      name: outcome,
      typeName: names.typeName + toTypeName(outcome),
      stepId,
      outputs: known ? merge(known.outputs, declared) : declared,
    });
    return { kind: "return", outcome, outputs: outputs.map(({ entry }) => entry) };
  }

  function stepIndexOf(expression: Expression): number {
    if (expression.kind !== "step-output") return -1;
    return workflow.steps.findIndex(({ stepId }) => stepId === expression.stepId);
  }

  /** Reports what a step reads of steps that run later or not at all. */
  function reportUnavailable(step: LinkedStep, index: number): void {
    const before = expressionsOfRequest(step).map((expression) => ({
      expression,
      last: index - 1,
    }));
    const after = expressionsOfResponse(step).map((expression) => ({ expression, last: index }));
    for (const { expression, last } of [...before, ...after]) {
      if (expression.kind !== "step-output" || stepIndexOf(expression) <= last) continue;
      const { stepId, name } = expression;
      diagnostics.report("output-not-available", expression.place, { stepId, name });
    }
  }
}

function nameOf({ name, namespace, moduleName }: TypedApi): ApiName {
  return { name, namespace, moduleName };
}

/** What holds on all paths to one outcome: an output that one of them lacks may be absent. */
function merge(a: readonly OutcomeOutput[], b: readonly OutcomeOutput[]): readonly OutcomeOutput[] {
  const names = [...new Set([...a, ...b].map(({ name }) => name))];
  return names.flatMap((name) => {
    const both = [a, b].map((list) => list.find((output) => output.name === name));
    const [first] = both.filter((output) => output !== undefined);
    const mayBeAbsent = both.some((output) => !output || output.mayBeAbsent);
    const allowsNull = both.some((output) => output?.allowsNull);
    return first ? [{ ...first, mayBeAbsent, allowsNull }] : [];
  });
}

function completedFirst(a: Outcome, b: Outcome): number {
  return Number(b.name === "completed") - Number(a.name === "completed");
}
