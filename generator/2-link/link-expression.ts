import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import { formatJsonPointer } from "../source/json-pointer.js";
import { child } from "../source/located.js";
import type { Place } from "../source/source-text.js";
import { linkStepOutput } from "./link-step-output.js";
import { linkWorkflowName } from "./link-workflow-name.js";
import type { Expression } from "./linked.js";
import { type ParsedExpression, parseExpression } from "./parse-expression.js";
import { splitName } from "./read-loose-path.js";
import { type Reading, type ReadingTools, readingTools } from "./reading.js";
import { isRequestHeader, reportUnknownParameter } from "./request-parameters.js";
import { inputNamesOf, outputNamesOf } from "./schema-names.js";
import type { Scope } from "./scope.js";

/** Reads one runtime expression and looks up its names; undefined when something was reported. */
export function linkExpression(
  text: string,
  place: Place,
  scope: Scope,
  diagnostics: Diagnostics,
): Expression | undefined {
  const parsed = parseExpression(text);
  if (parsed.kind === "problem") {
    const { problem, offset } = parsed;
    const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
    diagnostics.report("expression-syntax", faulty, { expression: text, problem });
    return undefined;
  }
  const reading = readMeaning(parsed, readingTools(text, place, scope, diagnostics));
  if (!reading) return undefined;
  const { meaning, standard } = reading;
  if (standard !== undefined && standard !== text) {
    diagnostics.report("expression-deviation", place, { expression: text, standard });
  }
  return { ...meaning, text: standard ?? text, place };
}

function readMeaning(
  parsed: Exclude<ParsedExpression, { kind: "problem" }>,
  tools: ReadingTools,
): Reading | undefined {
  if (parsed.kind === "named") return readNamed(parsed, tools);
  const { scope, misplaced } = tools;
  if (!scope.isAnswered) return misplaced("the request has not been sent yet");
  if (scope.step?.target.kind !== "operation") {
    return misplaced(
      scope.step ? "a step that calls a workflow has no request" : "only a step has a request",
    );
  }
  switch (parsed.kind) {
    case "status-code":
    case "url":
    case "method":
      return { meaning: { kind: parsed.kind } };
    case "body":
      return readBody(parsed, tools);
    case "header":
      return readHeader(parsed, tools);
    case "parameter":
      return readParameter({ in: parsed.in, name: parsed.name }, tools);
  }
}

function readBody(
  { of, pointer, isStandard }: Extract<ParsedExpression, { kind: "body" }>,
  { scope, misplaced }: ReadingTools,
): Reading | undefined {
  if (of === "request" && scope.step && !child(scope.step.at, "requestBody")) {
    return misplaced("this step sends no body");
  }
  const standard = `$${of}.body${pointer.length > 0 ? "#" : ""}${formatJsonPointer(pointer)}`;
  const meaning = { kind: `${of}-body`, pointer } as const;
  return isStandard ? { meaning } : { meaning, standard };
}

function readHeader(
  { of, name, isStandard }: Extract<ParsedExpression, { kind: "header" }>,
  tools: ReadingTools,
): Reading | undefined {
  const standard = isStandard ? {} : { standard: `$${of}.header.${name}` };
  if (of === "response") return { meaning: { kind: "response-header", name }, ...standard };
  const reading = readParameter({ in: "header", name }, tools);
  return reading && { ...reading, ...standard };
}

function readParameter(
  parameter: { readonly in: "header" | "query" | "path"; readonly name: string },
  { scope, place, diagnostics }: ReadingTools,
): Reading | undefined {
  const { target } = scope.step ?? {};
  if (target?.kind !== "operation") return undefined;
  const isKnown =
    isRequestHeader(parameter) || !reportUnknownParameter(parameter, target, place, diagnostics);
  return isKnown ? { meaning: { kind: "request-parameter", ...parameter } } : undefined;
}

function readNamed(
  parsed: Extract<ParsedExpression, { kind: "named" }>,
  tools: ReadingTools,
): Reading | undefined {
  const { root, names, pointer } = parsed;
  const { scope, withPath } = tools;
  switch (root) {
    case "inputs": {
      const known = inputNamesOf(scope.at, scope.resolve);
      const { name, path } = splitName(names, known);
      const meaning = { kind: "input", name, pointer: [...path, ...pointer] } as const;
      return withPath(meaning, `$inputs.${name}`, path);
    }
    case "outputs":
      return readOutput(names, pointer, tools);
    case "steps":
      return linkStepOutput(names, pointer, tools);
    case "workflows":
      return linkWorkflowName(names, pointer, tools);
    case "sourceDescriptions":
      return readSourceUrl(names, tools);
    case "components":
      return tools.unsupported(`the expression $components.${names} in this place`);
  }
}

/** `$outputs.x`: an output of the workflow that the step has called, or of this one. */
function readOutput(
  names: string,
  rest: readonly string[],
  { scope, withPath, reportUnknownOutput }: ReadingTools,
): Reading | undefined {
  const target = scope.isAnswered ? scope.step?.target : undefined;
  const called = target?.kind === "workflow" ? target.workflow : undefined;
  for (const owner of called ? [called, scope] : [scope]) {
    const known = outputNamesOf(owner.at);
    const { name, path } = splitName(names, known);
    if (!known.includes(name)) continue;
    const kind = owner === called ? "call-output" : "output";
    return withPath({ kind, name, pointer: [...path, ...rest] }, `$outputs.${name}`, path);
  }
  const { reference, at } = called ?? { reference: scope.workflow, at: scope.at };
  const owner = `the workflow ${JSON.stringify(reference.workflowId)}`;
  reportUnknownOutput(names, at, owner, outputNamesOf(at));
  return { meaning: { kind: called ? "call-output" : "output", name: names, pointer: rest } };
}

function readSourceUrl(
  names: string,
  { scope, place, diagnostics, problem }: ReadingTools,
): Reading | undefined {
  const { sources, workflowSources, unusableSources } = scope.arazzo;
  const all = [...sources, ...workflowSources, ...unusableSources];
  const source = all.find(({ name }) => names === `${name}.url`);
  const value = source && child(source.entry, "url")?.value;
  if (typeof value === "string") return { meaning: { kind: "constant", value } };
  const name = names.replace(/\.url$/, "");
  if (all.some((each) => each.name === name.split(".")[0])) {
    return problem("only the url of a source description has a value");
  }
  const known = all.map((each) => each.name);
  diagnostics.report("source-not-found", place, unknownName(name, known));
  return undefined;
}
