import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LinkedParameter } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import {
  isCredential,
  isParameterPlace,
  isRequestHeader,
  isSameParameter,
  parameterPlaces,
} from "../../model/parameters.js";
import { rulesOf } from "../../model/versions.js";
import { child, type Located, placeAt, placeOf, textAt } from "../../source/located.js";
import { declarationPlaceOf } from "../apis/read-operations.js";
import { type GivenParameter, givenValue } from "../documents/collect-parameters.js";
import { FieldReader } from "../documents/read-fields.js";
import { linkTemplate } from "../expressions/link-template.js";
import type { Scope } from "../workflows/scope.js";
import { linkWholeQuery } from "./link-whole-query.js";

/**
 * Links the parameters of a step that calls an operation, and reports missing parameters. If the operation was not
 * found, only the values are linked.
 */
export function linkParameters(
  step: Located,
  given: readonly GivenParameter[],
  operation: LinkedOperation | undefined,
  scope: Scope,
): readonly LinkedParameter[] {
  const parameters = given.flatMap((parameter) => linkParameter(parameter, operation, scope) ?? []);
  if (operation) {
    reportMissing(step, given, operation, scope.diagnostics);
    reportSeveralQueries(operation.parameters, scope.diagnostics);
  }
  const places = given.flatMap(({ at }) => ({ at, in: textAt(at, "in") }));
  if (rulesOf(step.document).hasLaterFields) reportSeveralQueries(places, scope.diagnostics);
  return parameters;
}

/** A parameter that is the whole query excludes all others of the query. */
function reportSeveralQueries(
  parameters: readonly { readonly at: Located; readonly in: string | undefined }[],
  diagnostics: Diagnostics,
): void {
  const [whole, ...others] = parameters.filter((each) => each.in === "querystring");
  if (!whole) return;
  const query = parameters.filter((each) => each.in === "query");
  for (const { at, in: other } of [...others, ...query]) {
    const related = [{ message: "the whole query", place: placeAt(whole.at, "in") }];
    const parameters = { isWhole: other === "querystring" };
    diagnostics.report("querystring-exclusive", placeAt(at, "in"), parameters, related);
  }
}

function reportMissing(
  step: Located,
  given: readonly GivenParameter[],
  operation: LinkedOperation,
  diagnostics: Diagnostics,
): void {
  // A value of another kind has been reported.
  const list = child(step, "parameters")?.value ?? [];
  if (!Array.isArray(list)) return;
  const attempted = given.map(({ at }) => nameOf(at));
  for (const { name, in: place, required } of operation.parameters) {
    const isGiven = attempted.some((each) => {
      if (!each) return false;
      // An unknown `in` has been reported, so the parameter is not reported as missing.
      return each.in === undefined
        ? each.name.toLowerCase() === name.toLowerCase()
        : (each.in === "querystring" && place === "querystring") ||
            isSameParameter({ name: each.name, in: each.in }, { name, in: place });
    });
    if (isGiven || !required) continue;
    const { operationId } = operation;
    const related = [
      { message: `${operationId} is declared`, place: declarationPlaceOf(operation) },
    ];
    const at = placeAt(step, "stepId");
    const missing = { name, operationId };
    if (place === "path") diagnostics.report("path-parameter-missing", at, missing, related);
    else diagnostics.report("parameter-missing", at, { ...missing, in: place }, related);
  }
}

function nameOf(at: Located) {
  const name = child(at, "name")?.value;
  const place = child(at, "in")?.value;
  if (typeof name !== "string") return undefined;
  return { name, in: typeof place === "string" && isParameterPlace(place) ? place : undefined };
}

function linkParameter(
  parameter: GivenParameter,
  operation: LinkedOperation | undefined,
  scope: Scope,
): LinkedParameter | undefined {
  const { diagnostics } = scope;
  const { at } = parameter;
  const fields = new FieldReader(at, "the parameter", diagnostics);
  fields.allow(["name", "in", "value", "reference"]);
  const name = fields.requiredText("name");
  const place = fields.requiredText("in");
  const value = givenValue(parameter);
  if (!value) fields.reportMissing(["value"]);
  const whole = operation?.parameters.find((each) => each.in === "querystring");
  const isWhole = place === "querystring";
  const linked =
    value && (isWhole ? linkWholeQuery(value, whole, scope) : linkTemplate(value, scope));
  if (name === undefined || place === undefined || !linked) return undefined;
  if (!isParameterPlace(place)) {
    fields.reportChoice("in", parameterPlaces);
    return undefined;
  }
  if (isWhole && !rulesOf(at.document).hasLaterFields) {
    const earlier = parameterPlaces.filter((each) => each !== place);
    fields.reportKind("in", `${earlier.join(", ")} before version 1.1 of Arazzo`);
    return undefined;
  }
  const declared = operation?.parameters.find((each) => isSameParameter(each, { name, in: place }));
  const schemes = (operation?.security ?? []).flat().map(({ scheme }) => scheme.kind);
  const isOfScheme = schemes.some((kind) => isCredential({ name, in: place }, kind));
  if (operation && !declared && !isOfScheme && !isRequestHeader({ name, in: place })) {
    const keys = schemes.flatMap((kind) => (kind.type === "apiKey" ? [kind] : []));
    const all = [...operation.parameters, ...keys];
    const known = new Set(all.filter((each) => each.in === place).map((each) => each.name));
    const { operationId } = operation;
    const elsewhere = all.find((each) => each.name === name)?.in;
    const parameters = { operationId, in: place, elsewhere, ...unknownName(name, [...known]) };
    const warnsAt = placeOf(child(at, elsewhere ? "in" : "name") ?? at);
    if (parameter.isOfStep) diagnostics.report("parameter-undeclared", warnsAt, parameters);
    // The path template has no variable for the parameter.
    if (place === "path") return undefined;
  }
  // There is only one query, whatever its name.
  const sent = declared ?? (isWhole ? whole : undefined);
  return { name: sent?.name ?? name, in: place, at, value: linked };
}
