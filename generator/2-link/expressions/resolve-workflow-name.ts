import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Expression, ExpressionMeaning } from "../../model/linked.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { textAt } from "../../source/located.js";
import { givenValue } from "../documents/collect-parameters.js";
import { defaultInputOf, inputNamesOf, outputNamesOf } from "../documents/schema-names.js";
import type { Scope, StepScope } from "../workflows/scope.js";
import { type FoundWorkflow, workflowsOf } from "../workflows/workflow-registry.js";
import { followValue } from "./follow-value.js";
import { leadingName, splitName } from "./read-loose-path.js";
import { resolveOutput } from "./resolve-output.js";
import { calledBy, impliedOutput, latestOutput } from "./resolve-step-output.js";
import {
  noValue,
  type ResolvedRead,
  type Resolver,
  type ResolverOptions,
  reportMember,
  reportSyntax,
  reportUnknownOutput,
} from "./resolved-read.js";

/** Resolves `$workflows.<workflowId>.outputs.<name>` and `$workflows.<workflowId>.inputs.<name>`. */
export const resolveWorkflowName: Resolver = (names, rest, options) => {
  const { scope, place, rules } = options;
  const own = `${scope.workflow.reference.workflowId}.outputs.`;
  if (names.startsWith(own) && !(scope.isAnswered && callsNamesake(scope))) {
    const outside = { ...options, scope: { ...scope, step: undefined } };
    return resolveOutput(names.slice(own.length), rest, outside);
  }
  const candidates = visibleWorkflows(scope);
  const known = candidates.map(({ reference }) => reference.workflowId);
  const workflowId = leadingName(names, new Set(known), rules, "a field");
  const found = candidates.find(({ reference }) => reference.workflowId === workflowId);
  if (workflowId === undefined || !found) {
    const wanted = /^(.*?)(?:\.(?:in|out)puts\..*)?$/s.exec(names)?.[1] ?? names;
    scope.diagnostics.report("workflow-not-found", place, unknownName(wanted, known));
    return undefined;
  }
  return resolveWorkflowField(found, names.slice(workflowId.length), rest, options);
};

/** Resolves `.outputs.<name>` or `.inputs.<name>` of a workflow. */
export function resolveWorkflowField(
  found: FoundWorkflow,
  text: string,
  rest: readonly string[],
  options: ResolverOptions,
): ResolvedRead | undefined {
  const { scope, place, rules } = options;
  const { workflowId } = found.reference;
  const [, field, selector] = /^\.(inputs|outputs)\.(.+)$/s.exec(text) ?? [];
  if (selector === undefined) {
    const problem =
      "write $workflows.<workflowId>.outputs.<name> or $workflows.<workflowId>.inputs.<name>";
    return reportSyntax(options, problem);
  }
  const isOutput = field === "outputs";
  const declared = isOutput ? outputNamesOf(found.at) : inputNamesOf(found.at, scope.resolve);
  const { name, path } = splitName(selector, declared, rules);
  if (!declared.includes(name)) {
    const start = `$workflows.${workflowId}.${field}.`;
    if (reportMember(selector, declared, start, rest, options)) return undefined;
  }
  if (isOutput && !declared.includes(name)) {
    const owner = `the workflow ${JSON.stringify(workflowId)}`;
    return reportUnknownOutput(name, found.at, owner, declared, options);
  }
  if (!isOutput && !declared.includes(name) && !isSame(found, scope.workflow)) {
    scope.diagnostics.report("input-not-found", place, unknownName(name, declared));
    return noValue;
  }
  const pointer = [...path, ...rest];
  const meaning = isOutput
    ? meaningOfOutput(found, name, pointer, scope)
    : meaningOfInput(found, name, pointer, options);
  if (!meaning || path.length === 0) return meaning && { meaning };
  const standard = `$workflows.${workflowId}.${field}.${name}#${formatJsonPointer(pointer)}`;
  return { meaning, standard };
}

/** True if the step calls a workflow with the `workflowId` of this workflow. */
function callsNamesake({ step, workflow: { reference } }: Scope): boolean {
  return step !== undefined && calledBy(step)?.reference.workflowId === reference.workflowId;
}

/** The workflows that expressions can name. Of workflows with the same `workflowId`, the first takes precedence. */
function visibleWorkflows(scope: Scope): readonly FoundWorkflow[] {
  const { workflow, arazzo, dependsOn, step, steps, isAnswered } = scope;
  const called = steps.flatMap((each) => calledBy(each) ?? []).reverse();
  const current = (step && calledBy(step)) ?? [];
  const answered = isAnswered ? current : [];
  return [answered, workflow, current, dependsOn, called, workflowsOf(arazzo)].flat();
}

function isSame(one: FoundWorkflow | undefined, other: FoundWorkflow): boolean {
  return one?.at.value === other.at.value;
}

function hasCalled({ step, isAnswered }: Scope, workflow: FoundWorkflow): boolean {
  return isAnswered && step !== undefined && isSame(calledBy(step), workflow);
}

/** The last step before the current step that calls the workflow. */
function findCaller({ steps, step }: Scope, workflow: FoundWorkflow): StepScope | undefined {
  return steps.slice(0, step?.index).findLast((each) => isSame(calledBy(each), workflow));
}

function meaningOfOutput(
  found: FoundWorkflow,
  name: string,
  pointer: readonly string[],
  scope: Scope,
): ExpressionMeaning {
  const { reference: workflow } = found;
  if (hasCalled(scope, found)) return { kind: "call-output", name, pointer };
  const isAwaited = scope.dependsOn.some((each) => isSame(each, found));
  const caller = isAwaited ? undefined : findCaller(scope, found);
  if (!caller) return { kind: "workflow-output", workflow, name, pointer };
  const isRunAgain = scope.runByActions.has(workflow.workflowId);
  const output = (isRunAgain ? latestOutput : impliedOutput)(caller, name, found);
  return { kind: "step-output", stepId: caller.stepId, pointer, ...output };
}

function meaningOfInput(
  found: FoundWorkflow,
  name: string,
  pointer: readonly string[],
  options: ResolverOptions,
): ExpressionMeaning | undefined {
  const { scope, place } = options;
  const { reference: workflow } = found;
  if (scope.step && hasCalled(scope, found)) {
    return passedInput(found, scope.step, name, pointer, options);
  }
  if (isSame(found, scope.workflow)) return { kind: "input", name, pointer };
  const isAwaited = scope.dependsOn.some((each) => isSame(each, found));
  const caller = isAwaited ? undefined : findCaller(scope, found);
  if (!caller) return { kind: "workflow-input", workflow, name, pointer };
  const passed = passedInput(found, caller, name, [], options);
  if (!passed || passed.kind === "constant") return passed;
  const outputName = `${workflow.workflowId}.inputs.${name}`;
  const expression: Expression = { ...passed, text: `$workflows.${outputName}`, place };
  const implied = { name: outputName, at: caller.at, expression };
  return { kind: "step-output", stepId: caller.stepId, name: outputName, pointer, implied };
}

/** The value that a step passes to the called workflow: the value of a parameter, or else the default of the input. */
function passedInput(
  { reference, at: called }: FoundWorkflow,
  step: StepScope,
  name: string,
  pointer: readonly string[],
  options: ResolverOptions,
): ExpressionMeaning | undefined {
  const parameter = step.given.find((each) => textAt(each.at, "name") === name);
  const at = parameter
    ? givenValue(parameter)
    : defaultInputOf(called, name, options.scope.resolve);
  if (!at) return { kind: "constant", value: undefined };
  const scope = { ...options.scope, isAnswered: false };
  const cycle = "the inputs form a cycle";
  const valueName = `$workflows.${reference.workflowId}.inputs.${name}`;
  return followValue({ at, name: valueName, scope, pointer, cycle }, options)?.meaning;
}
