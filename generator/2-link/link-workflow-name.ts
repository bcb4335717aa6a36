import { unknownName } from "../diagnostics/nearest-name.js";
import { calledWorkflow, implyOutput } from "./link-step-output.js";
import type { ExpressionMeaning } from "./linked.js";
import { longestPrefix } from "./longest-prefix.js";
import { splitName } from "./read-loose-path.js";
import type { Reading, ReadingTools } from "./reading.js";
import { inputNamesOf, outputNamesOf } from "./schema-names.js";
import type { FoundWorkflow, Scope } from "./scope.js";
import { workflowsOf } from "./workflow-registry.js";

/** Reads what follows `$workflows.`: `<workflowId>.outputs.<name>` or `<workflowId>.inputs.<name>`. */
export function linkWorkflowName(
  names: string,
  rest: readonly string[],
  tools: ReadingTools,
): Reading | undefined {
  const { scope, place, diagnostics, withPath, problem, reportUnknownOutput } = tools;
  const candidates = listWorkflows(scope);
  const known = candidates.map(({ reference }) => reference.workflowId);
  const workflowId = longestPrefix(names, known, ".");
  const found = candidates.find(({ reference }) => reference.workflowId === workflowId);
  if (workflowId === undefined || !found) {
    const given = /^(.*?)(?:\.(?:in|out)puts\..*)?$/s.exec(names)?.[1] ?? names;
    diagnostics.report("workflow-not-found", place, unknownName(given, known));
    return undefined;
  }
  const [, field, selector] =
    /^\.(inputs|outputs)\.(.+)$/s.exec(names.slice(workflowId.length)) ?? [];
  if (selector === undefined) {
    return problem("the form is $workflows.<workflowId>.outputs.<name>, or inputs in its place");
  }
  const isOutput = field === "outputs";
  const declared = isOutput ? outputNamesOf(found.at) : inputNamesOf(found.at, scope.resolve);
  const { name, path } = splitName(selector, declared);
  if (isOutput && !declared.includes(name)) {
    reportUnknownOutput(name, found.at, `the workflow ${JSON.stringify(workflowId)}`, declared);
  }
  const pointer = [...path, ...rest];
  const meaning = meaningOf(found, isOutput, name, pointer, tools);
  return meaning && withPath(meaning, `$workflows.${workflowId}.${field}.${name}`, path);
}

/** The workflows that expressions can name: what this one depends on or calls, then its neighbours. */
function listWorkflows(scope: Scope): readonly FoundWorkflow[] {
  const { workflows, arazzo, dependsOn, steps } = scope;
  const own = { reference: scope.workflow, at: scope.at };
  const called = steps.flatMap((step) => calledWorkflow(step, scope) ?? []).reverse();
  const current = scope.step?.target.kind === "workflow" ? [scope.step.target.workflow] : [];
  const awaited = dependsOn.flatMap((reference) => workflows.lookUp(reference) ?? []);
  return [own, ...current, ...awaited, ...called, ...workflowsOf(arazzo)];
}

type NamedMeaning = Extract<ExpressionMeaning, { pointer: readonly string[] }>;

function meaningOf(
  found: FoundWorkflow,
  isOutput: boolean,
  name: string,
  pointer: readonly string[],
  { scope, place, diagnostics, misplaced }: ReadingTools,
): NamedMeaning | undefined {
  const { reference } = found;
  const isIt = (other: FoundWorkflow | undefined) => other?.at.value === found.at.value;
  if (found.at.value === scope.at.value) return { kind: "input", name, pointer };
  const { step } = scope;
  if (
    isOutput &&
    scope.isAnswered &&
    step?.target.kind === "workflow" &&
    isIt(step.target.workflow)
  ) {
    return { kind: "call-output", name, pointer };
  }
  const isAwaited = scope.dependsOn.some((each) => isIt(scope.workflows.lookUp(each)));
  if (!isOutput) {
    return misplaced(
      "another workflow gives its outputs only; read what it was given where that is from",
    );
  }
  const kind = "workflow-output";
  if (isAwaited) return { kind, workflow: reference, name, pointer };
  const caller = scope.steps.findLastIndex(
    (each, index) =>
      index < (step?.index ?? Number.POSITIVE_INFINITY) && isIt(calledWorkflow(each, scope)),
  );
  const callingStep = scope.steps[caller];
  if (callingStep) {
    const stepId = String(Reflect.get(Object(callingStep.value), "stepId"));
    const output = implyOutput(caller, name, found, scope);
    return { kind: "step-output", stepId, name: output, pointer };
  }
  const { workflowId } = reference;
  diagnostics.report("workflow-not-awaited", place, { workflowId });
  scope.workflows.reach(found);
  scope.dependsOn.push(reference);
  return { kind, workflow: reference, name, pointer };
}
