import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Expression, LinkedOutput } from "../../model/linked.js";
import { child, isObject, type Located, placeOf, textAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { longestPrefix } from "../apis/longest-prefix.js";
import { outputNamesOf } from "../documents/schema-names.js";
import type { FoundWorkflow, Scope } from "../workflows/scope.js";
import { splitKnownName, splitName } from "./read-loose-path.js";
import type { Reading, ReadingTools } from "./reading.js";

/** Reads what follows `$steps.`: `<stepId>.outputs.<name>`; `.outputs` is often forgotten. */
export function linkStepOutput(
  names: string,
  rest: readonly string[],
  { scope, place, diagnostics, withPath, problem, reportUnknownOutput }: ReadingTools,
): Reading | undefined {
  const stepId = longestPrefix(names, scope.stepIndexes, ".");
  const index = scope.stepIndexes.get(stepId ?? "");
  const step = index === undefined ? undefined : scope.steps[index];
  if (stepId === undefined || index === undefined || !step) {
    const given = /^(.*?)(?:\.outputs\..*)?$/s.exec(names)?.[1] ?? names;
    diagnostics.report("step-not-found", place, unknownName(given, [...scope.stepIndexes.keys()]));
    return undefined;
  }
  const [, selector] = /^\.outputs\.(.+)$/s.exec(names.slice(stepId.length)) ?? [];
  const called = calledWorkflow(step, scope);
  const known = [...outputNamesOf(step), ...(called ? outputNamesOf(called.at) : [])];
  const shortened = splitKnownName(names.slice(stepId.length + 1), known);
  if (selector === undefined && !shortened) {
    const offset = `$steps.${stepId}`.length;
    return problem("write $steps.<stepId>.outputs.<name>", offset);
  }
  const { name, path } =
    selector === undefined ? (shortened ?? { name: "", path: [] }) : splitName(selector, known);
  if (!known.includes(name)) {
    reportUnknownOutput(name, step, `the step ${JSON.stringify(stepId)}`, known);
    addImplied(index, { name, at: step, expression: nothing(place) }, scope);
  } else if (called && !outputNamesOf(step).includes(name)) {
    implyOutput(index, name, called, scope);
  }
  const meaning = { kind: "step-output", stepId, name, pointer: [...path, ...rest] } as const;
  const standard = `$steps.${stepId}.outputs.${name}`;
  const reading = withPath(meaning, standard, path);
  return selector === undefined && reading.standard === undefined ? { meaning, standard } : reading;
}

/** Makes an output of a called workflow one of the step that calls it; the result is its name there. */
export function implyOutput(
  stepIndex: number,
  name: string,
  called: FoundWorkflow,
  scope: Scope,
): string {
  const step = scope.steps[stepIndex];
  if (!step) return name;
  const declared = child(step, "outputs");
  const same = declared && textAt(declared, name);
  if (same?.endsWith(`utputs.${name}`)) return name;
  const impliedName = same === undefined ? name : `${called.reference.workflowId}.${name}`;
  const at = child(step, "workflowId") ?? called.at;
  const text = `$outputs.${name}`;
  const expression = { kind: "call-output", name, pointer: [], text, place: placeOf(at) } as const;
  addImplied(stepIndex, { name: impliedName, at, expression }, scope);
  return impliedName;
}

/** Makes what a step passes to the workflow that it calls an output of the step; the result is its name. */
export function implyInput(stepIndex: number, expression: Expression, scope: Scope): string {
  const name = expression.text.replace("$workflows.", "");
  const at = scope.steps[stepIndex];
  if (at) addImplied(stepIndex, { name, at, expression }, scope);
  return name;
}

function addImplied(stepIndex: number, output: LinkedOutput, { impliedOutputs }: Scope): void {
  const outputs = impliedOutputs.get(stepIndex) ?? new Map<string, LinkedOutput>();
  impliedOutputs.set(stepIndex, outputs.set(output.name, output));
}

/** What an output is that nobody declares. */
function nothing(place: Place): Expression {
  return { kind: "constant", value: undefined, text: "undefined", place };
}

/** The workflow that a step calls, if it calls one that there is. */
export function calledWorkflow(
  step: Located,
  { workflows, arazzo }: Scope,
): FoundWorkflow | undefined {
  const workflowId = isObject(step.value) ? textAt(step, "workflowId") : undefined;
  return workflowId === undefined ? undefined : workflows.peek(workflowId, arazzo);
}
