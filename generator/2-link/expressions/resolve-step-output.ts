import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LinkedOutput } from "../../model/linked.js";
import { child, type Located, placeOf, textAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { outputNamesOf } from "../documents/schema-names.js";
import type { StepScope } from "../workflows/scope.js";
import type { FoundWorkflow } from "../workflows/workflow-registry.js";
import { leadingName, splitKnownName, splitName } from "./read-loose-path.js";
import {
  type Resolver,
  reportMember,
  reportSyntax,
  reportUnknownOutput,
  withPath,
} from "./resolved-read.js";

/** Resolves `$steps.<stepId>.outputs.<name>`. Published documents often omit `.outputs`. */
export const resolveStepOutput: Resolver = (names, rest, options) => {
  const { scope, place, rules } = options;
  const stepId = leadingName(names, scope.stepIndexes, rules, "a field");
  const step = scope.steps[scope.stepIndexes.get(stepId ?? "") ?? -1];
  if (stepId === undefined || !step) {
    const wanted = /^(.*?)(?:\.outputs\..*)?$/s.exec(names)?.[1] ?? names;
    const unknown = unknownName(wanted, [...scope.stepIndexes.keys()]);
    scope.diagnostics.report("step-not-found", place, unknown);
    return undefined;
  }
  const [, selector] = /^\.outputs\.(.+)$/s.exec(names.slice(stepId.length)) ?? [];
  const called = calledBy(step);
  const own = outputNamesOf(step.at);
  const known = [...own, ...(called ? outputNamesOf(called.at) : [])];
  const separators = rules.hasNarrowNames ? "[" : ".[";
  const shortened = splitKnownName(names.slice(stepId.length + 1), known, separators);
  if (selector === undefined && !shortened) {
    const offset = `$steps.${stepId}`.length;
    return reportSyntax(options, "write $steps.<stepId>.outputs.<name>", offset);
  }
  const { name, path } =
    selector === undefined
      ? (shortened ?? { name: "", path: [] })
      : splitName(selector, known, rules);
  if (!known.includes(name)) {
    const start = `$steps.${stepId}.outputs.`;
    if (reportMember(selector ?? name, known, start, rest, options)) return undefined;
    reportUnknownOutput(name, step.at, `the step ${JSON.stringify(stepId)}`, known, options);
  }
  const implied = own.includes(name) ? undefined : undeclaredOutput(step, name, called, place);
  const pointer = [...path, ...rest];
  const meaning = { kind: "step-output", stepId, name, pointer, implied } as const;
  const standard = `$steps.${stepId}.outputs.${name}`;
  if (selector === undefined && path.length === 0) return { meaning, standard };
  return withPath(meaning, standard, path);
};

/** An output that a step does not declare: of the called workflow, or one without a value. */
function undeclaredOutput(
  step: StepScope,
  name: string,
  called: FoundWorkflow | undefined,
  place: Place,
): LinkedOutput | undefined {
  if (called && outputNamesOf(called.at).includes(name)) {
    return impliedOutput(step, name, called).implied;
  }
  const expression = { kind: "constant", value: undefined, text: "undefined", place } as const;
  return { name, at: step.at, expression };
}

/** The output of a step that contains an output of the called workflow; `implied` if the step does not declare it. */
export function impliedOutput(
  { at: step }: StepScope,
  name: string,
  called: FoundWorkflow,
): { readonly name: string; readonly implied: LinkedOutput | undefined } {
  const same = textAt(child(step, "outputs"), name);
  if (same?.endsWith(`utputs.${name}`)) return { name, implied: undefined };
  const impliedName = same === undefined ? name : `${called.reference.workflowId}.${name}`;
  return { name: impliedName, implied: { name: impliedName, ...calledOutput(step, name, called) } };
}

/** As `impliedOutput`, for an output that later runs of the called workflow replace. */
export function latestOutput({ at: step }: StepScope, name: string, called: FoundWorkflow) {
  const outputName = `${called.reference.workflowId}.outputs.${name}`;
  const implied = {
    name: outputName,
    ...calledOutput(step, name, called),
    isLatest: true,
  } as const;
  return { name: outputName, implied };
}

function calledOutput(
  step: Located,
  name: string,
  called: FoundWorkflow,
): Pick<LinkedOutput, "at" | "expression"> {
  const at = child(step, "workflowId") ?? called.at;
  const text = `$outputs.${name}`;
  return { at, expression: { kind: "call-output", name, pointer: [], text, place: placeOf(at) } };
}

export function calledBy({ target }: StepScope): FoundWorkflow | undefined {
  return target.kind === "workflow" ? target.workflow : undefined;
}
