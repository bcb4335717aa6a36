import { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { ExpressionMeaning } from "../../model/linked.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, textAt } from "../../source/located.js";
import { longestPrefix } from "../apis/longest-prefix.js";
import { collectParameters, givenValue } from "../documents/collect-parameters.js";
import { inputNamesOf, outputNamesOf } from "../documents/schema-names.js";
import type { FoundWorkflow, Scope } from "../workflows/scope.js";
import { workflowsOf } from "../workflows/workflow-registry.js";
import type { Follow } from "./link-expression.js";
import { calledWorkflow, implyInput, implyOutput } from "./link-step-output.js";
import { splitName } from "./read-loose-path.js";
import type { Reading, ReadingTools } from "./reading.js";

/** Reads what follows `$workflows.`: `<workflowId>.outputs.<name>` or `<workflowId>.inputs.<name>`. */
export function linkWorkflowName(
  names: string,
  rest: readonly string[],
  tools: ReadingTools,
  follow: Follow,
): Reading | undefined {
  const { scope, place, diagnostics, problem, reportUnknownOutput } = tools;
  const candidates = listWorkflows(scope);
  const known = candidates.map(({ reference }) => reference.workflowId);
  const workflowId = longestPrefix(names, new Set(known), ".");
  const found = candidates.find(({ reference }) => reference.workflowId === workflowId);
  if (workflowId === undefined || !found) {
    const given = /^(.*?)(?:\.(?:in|out)puts\..*)?$/s.exec(names)?.[1] ?? names;
    diagnostics.report("workflow-not-found", place, unknownName(given, known));
    return undefined;
  }
  const [, field, selector] =
    /^\.(inputs|outputs)\.(.+)$/s.exec(names.slice(workflowId.length)) ?? [];
  if (selector === undefined) {
    return problem(
      "write $workflows.<workflowId>.outputs.<name> or $workflows.<workflowId>.inputs.<name>",
    );
  }
  const isOutput = field === "outputs";
  const declared = isOutput ? outputNamesOf(found.at) : inputNamesOf(found.at, scope.resolve);
  const { name, path } = splitName(selector, declared);
  if (isOutput && !declared.includes(name)) {
    reportUnknownOutput(name, found.at, `the workflow ${JSON.stringify(workflowId)}`, declared);
  }
  if (!isOutput && !declared.includes(name) && found.at.value !== scope.at.value) {
    diagnostics.report("input-not-found", place, unknownName(name, declared));
  }
  const pointer = [...path, ...rest];
  const meaning = meaningOf(found, isOutput, name, pointer, tools, follow);
  if (!meaning || path.length === 0) return meaning && { meaning };
  const standard = `$workflows.${workflowId}.${field}.${name}#${formatJsonPointer(pointer)}`;
  return { meaning, standard };
}

/** The workflows that expressions can name: what this one depends on or calls, then its neighbours. */
function listWorkflows(scope: Scope): readonly FoundWorkflow[] {
  const { workflows, arazzo, dependsOn, steps } = scope;
  const own = { reference: scope.workflow, at: scope.at };
  const called = steps.flatMap((step) => calledWorkflow(step, scope) ?? []).reverse();
  const current = scope.step?.target.kind === "workflow" ? [scope.step.target.workflow] : [];
  const awaited = dependsOn.flatMap((reference) => workflows.lookUp(reference) ?? []);
  const answered = scope.isAnswered ? current : [];
  return [...answered, own, ...current, ...awaited, ...called, ...workflowsOf(arazzo)];
}

function meaningOf(
  found: FoundWorkflow,
  isOutput: boolean,
  name: string,
  pointer: readonly string[],
  tools: ReadingTools,
  follow: Follow,
): ExpressionMeaning | undefined {
  const { scope, place, diagnostics } = tools;
  const { reference } = found;
  const isIt = (other: FoundWorkflow | undefined) => other?.at.value === found.at.value;
  const { step } = scope;
  const isCalled =
    scope.isAnswered && step?.target.kind === "workflow" && isIt(step.target.workflow);
  if (isCalled && isOutput) return { kind: "call-output", name, pointer };
  if (isCalled) return readPassed(found, step.at, name, pointer, tools, follow);
  if (isIt({ reference: scope.workflow, at: scope.at })) return { kind: "input", name, pointer };
  const isAwaited = scope.dependsOn.some((each) => isIt(scope.workflows.lookUp(each)));
  const kind = isOutput ? "workflow-output" : "workflow-input";
  if (isAwaited) return { kind, workflow: reference, name, pointer };
  const caller = scope.steps.findLastIndex(
    (each, index) =>
      index < (step?.index ?? Number.POSITIVE_INFINITY) && isIt(calledWorkflow(each, scope)),
  );
  const callingStep = scope.steps[caller];
  if (callingStep) {
    const stepId = String(Reflect.get(Object(callingStep.value), "stepId"));
    if (isOutput) {
      const output = implyOutput(caller, name, found, scope);
      return { kind: "step-output", stepId, name: output, pointer };
    }
    const passed = readPassed(found, callingStep, name, [], tools, follow);
    if (!passed || passed.kind === "constant") return passed;
    const text = `$workflows.${reference.workflowId}.inputs.${name}`;
    const output = implyInput(caller, { ...passed, text, place }, scope);
    return { kind: "step-output", stepId, name: output, pointer };
  }
  const { workflowId } = reference;
  diagnostics.report("workflow-not-awaited", place, { workflowId });
  scope.workflows.reach(found);
  scope.dependsOn.push(reference);
  return { kind, workflow: reference, name, pointer };
}

/** What a step passes to the workflow that it calls: the value of a parameter, or else the default. */
function readPassed(
  { reference, at: called }: FoundWorkflow,
  step: Located,
  name: string,
  pointer: readonly string[],
  tools: ReadingTools,
  follow: Follow,
): ExpressionMeaning | undefined {
  const { scope } = tools;
  const given = collectParameters(step, scope.at, new Diagnostics());
  const parameter = given.find(({ at }) => textAt(at, "name") === name);
  const at = parameter ? givenValue(parameter) : defaultOf(called, name, scope);
  if (!at) return { kind: "constant", value: undefined };
  const circle = "the inputs form a cycle";
  const inside = { ...scope, isAnswered: false };
  const own = `$workflows.${reference.workflowId}.inputs.${name}`;
  return follow(at, own, inside, pointer, { ...tools, circle })?.meaning;
}

function defaultOf(workflow: Located, name: string, { resolve }: Scope): Located | undefined {
  const inputs = child(workflow, "inputs");
  const schema = inputs && resolve(inputs);
  const properties = schema && child(schema, "properties");
  const property = properties && child(properties, name);
  const declared = property && (resolve(property) ?? property);
  return declared && child(declared, "default");
}
