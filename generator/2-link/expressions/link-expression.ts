import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Expression, Scalar, Template } from "../../model/linked.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, placeOf, rootOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import type { Place } from "../../source/source-text.js";
import { mayHaveBody } from "../apis/may-have-body.js";
import { isRequestHeader, reportUnknownParameter } from "../apis/request-parameters.js";
import { isOfLaterVersion } from "../documents/check-later-version.js";
import { inputNamesOf, outputNamesOf } from "../documents/schema-names.js";
import type { Scope, StepScope } from "../workflows/scope.js";
import { linkStepOutput } from "./link-step-output.js";
import { linkWorkflowName } from "./link-workflow-name.js";
import { looksLikeExpression, type ParsedExpression, parseExpression } from "./parse-expression.js";
import { splitName } from "./read-loose-path.js";
import { type Reading, type ReadingTools, readingTools } from "./reading.js";

/** Reads one runtime expression and looks up its names; faulty when something was reported. */
export function linkExpression(text: string, place: Place, scope: Scope): Expression {
  const { diagnostics } = scope;
  const parsed = parseExpression(text);
  if (parsed.kind === "problem" && isOfMessage(text, scope)) {
    diagnostics.report("unsupported", place, { construct: "the message of an AsyncAPI operation" });
    return { kind: "faulty", text, place };
  }
  if (parsed.kind === "problem") {
    const { problem, offset, nearest } = parsed;
    const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
    diagnostics.report("expression-syntax", faulty, { expression: text, problem, nearest });
    return { kind: "faulty", text, place };
  }
  const reading = readMeaning(parsed, readingTools(text, place, scope));
  if (!reading) return { kind: "faulty", text, place };
  const { meaning, standard } = reading;
  if (standard !== undefined && standard !== text) {
    diagnostics.report("expression-deviation", place, { expression: text, standard });
  }
  return { ...meaning, text: standard ?? text, place };
}

/** Arazzo 1.1 reads messages of AsyncAPI, which no step can have yet. */
function isOfMessage(text: string, { arazzo }: Scope): boolean {
  return text.startsWith("$message.") && isOfLaterVersion(arazzo.document);
}

/** Stands for a value that was reported. */
export function faultyTemplate(at: Located): Template {
  const expression = { kind: "faulty", text: "", place: placeOf(at) } as const;
  return { kind: "expression", expression, at };
}

function readMeaning(
  parsed: Exclude<ParsedExpression, { kind: "problem" }>,
  tools: ReadingTools,
): Reading | undefined {
  if (parsed.kind === "named") return readNamed(parsed, tools);
  const { scope, misplaced } = tools;
  const { step } = scope;
  const isOfResponse =
    parsed.kind === "status-code" || ("of" in parsed && parsed.of === "response");
  const message = isOfResponse ? "response" : "request";
  if (!step) {
    const problem = `a workflow has no ${message}; read it in an output of a step`;
    return misplaced(problem);
  }
  const { target } = step;
  if (target.kind === "workflow") {
    return misplaced(`a step that calls a workflow has no ${message}`);
  }
  if (!scope.isAnswered) return misplaced("the request has not been sent yet");
  switch (parsed.kind) {
    case "status-code":
      return { meaning: { kind: "status-code" } };
    case "url":
      return { meaning: { kind: "url" } };
    case "method":
      if (target.kind === "not-found") return undefined;
      return { meaning: { kind: "constant", value: target.operation.method } };
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
  if (of === "request" && scope.step && !sendsBody(scope.step)) {
    return misplaced("this step sends no body");
  }
  const standard = `$${of}.body${pointer.length > 0 ? "#" : ""}${formatJsonPointer(pointer)}`;
  const meaning = { kind: `${of}-body`, pointer } as const;
  return isStandard ? { meaning } : { meaning, standard };
}

function sendsBody({ at, target }: StepScope): boolean {
  const isForbidden = target.kind === "operation" && !mayHaveBody(target.operation.method);
  return !isForbidden && child(at, "requestBody") !== undefined;
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
  if (!target || target.kind === "workflow") return undefined;
  const isKnown =
    target.kind === "not-found" ||
    isRequestHeader(parameter) ||
    !reportUnknownParameter(parameter, target, place, diagnostics);
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
    case "workflows": {
      const own = `${scope.workflow.workflowId}.outputs.`;
      const isOwn = names.startsWith(own) && !(scope.isAnswered && callsNamesake(scope));
      if (!isOwn) return linkWorkflowName(names, pointer, tools, follow);
      const outside = { ...tools, scope: { ...scope, step: undefined } };
      return readOutput(names.slice(own.length), pointer, outside);
    }
    case "sourceDescriptions":
      return readSourceUrl(names, tools);
    case "components":
      return readComponent(names, pointer, tools);
  }
}

/** Whether the step has called a workflow of the same name as this one, or this one itself. */
function callsNamesake({ step, workflow: { workflowId } }: Scope): boolean {
  return (
    step?.target.kind === "workflow" && step.target.workflow.reference.workflowId === workflowId
  );
}

/** `$outputs.x`: an output of the workflow that the step has called, or of this one. */
function readOutput(
  names: string,
  rest: readonly string[],
  tools: ReadingTools,
): Reading | undefined {
  const { scope, withPath, reportUnknownOutput } = tools;
  const target = scope.isAnswered ? scope.step?.target : undefined;
  if (target?.kind === "not-found") return undefined;
  const called = target?.kind === "workflow" ? target.workflow : undefined;
  for (const owner of called ? [called, scope] : [scope]) {
    const known = outputNamesOf(owner.at);
    const { name, path } = splitName(names, known);
    if (!known.includes(name)) continue;
    const pointer = [...path, ...rest];
    if (owner !== called) return readOwnOutput(name, pointer, tools);
    return withPath({ kind: "call-output", name, pointer }, `$outputs.${name}`, path);
  }
  const { reference, at } = called ?? { reference: scope.workflow, at: scope.at };
  const owner = `the workflow ${JSON.stringify(reference.workflowId)}`;
  reportUnknownOutput(names, at, owner, outputNamesOf(at));
  if (!called) return { meaning: { kind: "constant", value: undefined } };
  return { meaning: { kind: "call-output", name: names, pointer: rest } };
}

/** An output of this workflow is what its expression stands for. */
function readOwnOutput(
  name: string,
  pointer: readonly string[],
  tools: ReadingTools,
): Reading | undefined {
  const { scope } = tools;
  const outputs = child(scope.at, "outputs");
  const at = outputs && child(outputs, name);
  if (typeof at?.value !== "string") return { meaning: { kind: "constant", value: undefined } };
  const problem = "the outputs form a cycle";
  return follow(at, `$outputs.${name}`, { ...scope, step: undefined, isAnswered: false }, pointer, {
    ...tools,
    circle: problem,
  });
}

/** The value of a parameter among the components. */
function readComponent(
  names: string,
  pointer: readonly string[],
  tools: ReadingTools,
): Reading | undefined {
  const { scope, place, diagnostics, misplaced } = tools;
  const [, name] = /^parameters\.(.+)$/s.exec(names) ?? [];
  if (name === undefined) {
    return misplaced(
      "only parameters of the components have a value, such as $components.parameters.id",
    );
  }
  const components = child(rootOf(scope.at.document), "components");
  const parameters = components && child(components, "parameters");
  const parameter = parameters && child(parameters, name);
  const at = parameter && child(parameter, "value");
  if (!at) {
    const known = Object.keys(Object(parameters?.value));
    const unknown = { section: "parameters", ...unknownName(name, known) } as const;
    diagnostics.report("component-not-found", place, unknown);
    return undefined;
  }
  const problem = "the parameters form a cycle";
  return follow(at, `$components.${names}`, scope, pointer, { ...tools, circle: problem });
}

export type Follow = typeof follow;

/** What another place of the document stands for: an expression, or a constant. */
function follow(
  at: Located,
  name: string,
  scope: Scope,
  pointer: readonly string[],
  { circle, misplaced }: ReadingTools & { readonly circle: string },
): Reading | undefined {
  const { value } = at;
  const isExpression = typeof value === "string" && /^\{?\$[^{}]*\}?$/s.test(value);
  const hasParts = typeof value === "string" ? value.includes("{$") : Object(value) === value;
  if (hasParts && !isExpression) {
    return misplaced(
      "its value contains expressions, which are only supported as a parameter of a step",
    );
  }
  if (typeof value !== "string") return { meaning: { kind: "constant", value: toScalar(value) } };
  const { followed = [] } = scope;
  if (followed.includes(name)) return misplaced(circle);
  const text = value.replace(/^\{(\$[^{}]*)\}$/s, "$1");
  if (!looksLikeExpression(text)) return { meaning: { kind: "constant", value } };
  const place = placeInText(at, text === value ? 0 : 1, text.length);
  const inner = { ...scope, followed: [...followed, name] };
  const found = linkExpression(text, place, inner);
  if (!found) return undefined;
  if (pointer.length === 0) return { meaning: found };
  if (!("pointer" in found)) return misplaced("its value has no properties");
  return { meaning: { ...found, pointer: [...found.pointer, ...pointer] } };
}

function toScalar(value: unknown): Scalar {
  return typeof value === "number" || typeof value === "boolean" ? value : null;
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
    return problem("only the url of a source description can be read");
  }
  const known = all.map((each) => each.name);
  diagnostics.report("source-not-found", place, unknownName(name, known));
  return undefined;
}
