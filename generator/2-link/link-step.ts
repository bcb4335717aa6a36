import type { LoadedSource } from "../1-load/loaded.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import { child, itemsOf, keyPlaceOf, type Located, placeOf, textAt } from "../source/located.js";
import type { ApiRegistry } from "./api-registry.js";
import { linkActions } from "./link-actions.js";
import { linkCriterion } from "./link-criterion.js";
import type { Scope } from "./link-expression.js";
import { linkOutputs } from "./link-outputs.js";
import { linkTemplate } from "./link-template.js";
import type { LinkedOperation, LinkedParameter, LinkedRequestBody, LinkedStep } from "./linked.js";
import { FieldReader, reportUnsupported } from "./read-fields.js";
import { declarationPlaceOf, isParameterPlace } from "./read-operations.js";

const unsupportedFields = ["operationPath", "workflowId", "onFailure"];

/** Reads a Step Object; undefined when its operation cannot be told. */
export function linkStep(
  at: Located,
  steps: readonly Located[],
  sources: readonly LoadedSource[],
  registry: ApiRegistry,
  diagnostics: Diagnostics,
): LinkedStep | undefined {
  const fields = new FieldReader(at, "the step", diagnostics);
  const stepId = fields.requiredText("stepId");
  reportUnsupported(at, unsupportedFields, diagnostics);
  const isUnsupported = unsupportedFields.some((field) => child(at, field));
  const operationId = isUnsupported ? undefined : fields.requiredText("operationId");
  if (stepId === undefined || operationId === undefined) return undefined;
  const place = placeOf(child(at, "operationId") ?? at);
  const found = registry.find(operationId, sources, place);
  if (!found) return undefined;
  const { source, operation } = found;
  const before: Scope = { steps, hasResponse: false };
  const after: Scope = { steps, hasResponse: true };
  return {
    stepId,
    at,
    description: fields.text("description"),
    source,
    operation,
    parameters: linkParameters(at, operation, before, diagnostics),
    requestBody: linkRequestBody(at, operation, before, diagnostics),
    successCriteria: fields
      .list("successCriteria")
      .flatMap((criterion) => linkCriterion(criterion, after, diagnostics) ?? []),
    onSuccess: linkActions(fields.list("onSuccess"), after, diagnostics),
    outputs: linkOutputs(at, after, diagnostics),
  };
}

function linkParameters(
  step: Located,
  operation: LinkedOperation,
  scope: Scope,
  diagnostics: Diagnostics,
): readonly LinkedParameter[] {
  const list = child(step, "parameters");
  const parameters = (list ? itemsOf(list) : []).flatMap(
    (at) => linkParameter(at, operation, scope, diagnostics) ?? [],
  );
  for (const { name, in: place, required } of operation.parameters) {
    const isGiven = parameters.some((given) => isSameParameter(given, { name, in: place }));
    if (isGiven || !required) continue;
    const { operationId } = operation;
    const related = [
      { message: `${operationId} is declared`, place: declarationPlaceOf(operation) },
    ];
    const parameters_ = { name, in: place, operationId };
    diagnostics.report("parameter-missing", stepPlace(step), parameters_, related);
  }
  return parameters;
}

function linkParameter(
  at: Located,
  operation: LinkedOperation,
  scope: Scope,
  diagnostics: Diagnostics,
): LinkedParameter | undefined {
  reportUnsupported(at, ["reference"], diagnostics);
  if (child(at, "reference")) return undefined;
  const fields = new FieldReader(at, "the parameter", diagnostics);
  const name = fields.requiredText("name");
  const place = fields.requiredText("in");
  const value = child(at, "value");
  if (!value) {
    const parameters = { object: "the parameter", field: "value" };
    diagnostics.report("missing-field", placeOf(at), parameters);
  }
  if (name === undefined || place === undefined || !value) return undefined;
  if (!isParameterPlace(place)) {
    const parameters = { field: "in", expected: "path, query, header or cookie" };
    diagnostics.report("wrong-kind", placeOf(child(at, "in") ?? at), parameters);
    return undefined;
  }
  const declared = operation.parameters.find((each) => isSameParameter(each, { name, in: place }));
  if (!declared) {
    const known = operation.parameters.filter((each) => each.in === place).map((each) => each.name);
    const { operationId } = operation;
    const parameters = { operationId, in: place, ...unknownName(name, known) };
    diagnostics.report("parameter-undeclared", placeOf(child(at, "name") ?? at), parameters);
  }
  const linked = linkTemplate(value, scope, diagnostics);
  return linked && { name: declared?.name ?? name, in: place, at, value: linked };
}

/** Names of headers are equal whatever their case. */
function isSameParameter(
  a: Pick<LinkedParameter, "name" | "in">,
  b: Pick<LinkedParameter, "name" | "in">,
): boolean {
  if (a.in !== b.in) return false;
  return a.in === "header" ? a.name.toLowerCase() === b.name.toLowerCase() : a.name === b.name;
}

function linkRequestBody(
  step: Located,
  { operationId, requestBody: declared }: LinkedOperation,
  scope: Scope,
  diagnostics: Diagnostics,
): LinkedRequestBody | undefined {
  const at = child(step, "requestBody");
  if (!at) {
    if (declared?.required) {
      diagnostics.report("request-body-missing", stepPlace(step), { operationId });
    }
    return undefined;
  }
  if (!declared) {
    diagnostics.report("request-body-undeclared", keyPlaceOf(at), { operationId });
    return undefined;
  }
  reportUnsupported(at, ["replacements"], diagnostics);
  const mediaTypes = [...declared.content.keys()];
  const fields = new FieldReader(at, "the request body", diagnostics);
  const contentType = fields.text("contentType") ?? mediaTypes[0];
  const payload = child(at, "payload");
  if (contentType === undefined || !payload) return undefined;
  if (!mediaTypes.includes(contentType)) {
    const place = placeOf(child(at, "contentType") ?? at);
    const parameters = { operationId, ...unknownName(contentType, mediaTypes) };
    diagnostics.report("content-type-undeclared", place, parameters);
    return undefined;
  }
  const linked = linkTemplate(payload, scope, diagnostics);
  return linked && { at, contentType, payload: linked };
}

/** Where a step is named. */
function stepPlace(step: Located) {
  return textAt(step, "stepId") === undefined
    ? placeOf(step)
    : placeOf(child(step, "stepId") ?? step);
}
