import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { isRequestHeader, isSameParameter, type ParameterName } from "../../model/parameters.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { child, textAt } from "../../source/located.js";
import { mayHaveBody } from "../apis/may-have-body.js";
import type { StepScope } from "../workflows/scope.js";
import type { ParsedExpression } from "./parsed-expression.js";
import { type ResolvedRead, type ResolverOptions, reportMisplaced } from "./resolved-read.js";

/** An expression that reads the step's request or response. */
export type MessageExpression = Exclude<ParsedExpression, { kind: "problem" | "named" | "self" }>;

/** Resolves `$statusCode`, `$url`, `$method`, `$request.…`, `$response.…` and `$message.…`. */
export function resolveMessage(
  parsed: MessageExpression,
  options: ResolverOptions,
): ResolvedRead | undefined {
  const { step, isAnswered } = options.scope;
  if ("of" in parsed && parsed.of === "message") {
    const construct = "the message of an AsyncAPI operation";
    options.scope.diagnostics.report("unsupported", options.place, { construct });
    return undefined;
  }
  const isOfResponse =
    parsed.kind === "status-code" || ("of" in parsed && parsed.of === "response");
  const message = isOfResponse ? "response" : "request";
  if (!step) {
    const problem = `a workflow has no ${message}; read it in an output of a step`;
    return reportMisplaced(options, problem);
  }
  const { target } = step;
  if (target.kind === "workflow") {
    return reportMisplaced(options, `a step that calls a workflow has no ${message}`);
  }
  if (!isAnswered) return reportMisplaced(options, "the request has not been sent yet");
  const operation = target.kind === "operation" ? target.operation : undefined;
  switch (parsed.kind) {
    case "status-code":
      return { meaning: { kind: "status-code" } };
    case "url":
      return { meaning: { kind: "url" } };
    case "method":
      return operation && { meaning: { kind: "constant", value: operation.method } };
    case "body":
      return resolveBody(parsed, step, operation, options);
    case "header": {
      const { of, name, isStandard } = parsed;
      const standard = isStandard ? {} : { standard: `$${of}.header.${name}` };
      if (of === "response") return { meaning: { kind: "response-header", name }, ...standard };
      const resolved = resolveParameter({ in: "header", name }, step, operation, options);
      return resolved && { ...resolved, ...standard };
    }
    case "parameter":
      if (isOfResponse)
        return reportMisplaced(options, `a response has no ${parsed.in} parameters`);
      return resolveParameter({ in: parsed.in, name: parsed.name }, step, operation, options);
  }
}

function resolveBody(
  { of, word, pointer, isStandard }: Extract<ParsedExpression, { kind: "body" }>,
  step: StepScope,
  operation: LinkedOperation | undefined,
  options: ResolverOptions,
): ResolvedRead | undefined {
  const isSent = child(step.at, "requestBody") && (!operation || mayHaveBody(operation.method));
  if (of === "request" && !isSent) return reportMisplaced(options, "this step sends no body");
  const standard = `$${of}.${word}${pointer.length > 0 ? "#" : ""}${formatJsonPointer(pointer)}`;
  const kind = of === "request" ? "request-body" : "response-body";
  const meaning = { kind, pointer } as const;
  return isStandard ? { meaning } : { meaning, standard };
}

/** Reports a parameter that neither the step nor the operation has. */
function resolveParameter(
  parameter: ParameterName & { readonly in: "header" | "query" | "path" },
  { given }: StepScope,
  operation: LinkedOperation | undefined,
  { scope, place }: ResolverOptions,
): ResolvedRead | undefined {
  const meaning = { kind: "request-parameter", ...parameter } as const;
  if (!operation || isRequestHeader(parameter)) return { meaning };
  const names = [
    ...operation.parameters.filter((each) => each.in === parameter.in).map((each) => each.name),
    ...given
      .filter(({ at }) => textAt(at, "in") === parameter.in)
      .flatMap(({ at }) => textAt(at, "name") ?? []),
  ];
  if (names.some((name) => isSameParameter({ name, in: parameter.in }, parameter)))
    return { meaning };
  const unknown = { in: parameter.in, ...unknownName(parameter.name, names) };
  scope.diagnostics.report("request-parameter-not-found", place, unknown);
  return undefined;
}
