import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { isSameParameter, type ParameterName } from "../../model/parameters.js";
import { textAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import type { StepScope } from "../workflows/scope.js";

/**
 * Whether it is a header that descriptions leave to other parts of themselves than parameters.
 * @see https://spec.openapis.org/oas/v3.1.1.html#parameter-object
 */
export function isRequestHeader(parameter: ParameterName): boolean {
  return isHeaderAmong(parameter, ["accept", "content-type", "authorization"]);
}

/** Whether it is a header that whatever sends the request adds by itself. */
export function isAddedBySender(parameter: ParameterName): boolean {
  const names = ["user-agent", "host", "content-length", "connection", "accept-encoding", "date"];
  return isRequestHeader(parameter) || isHeaderAmong(parameter, names);
}

function isHeaderAmong(parameter: ParameterName, names: readonly string[]): boolean {
  return parameter.in === "header" && names.includes(parameter.name.toLowerCase());
}

/** Whether neither step nor operation have the parameter; reports it then. */
export function reportUnknownParameter(
  parameter: ParameterName,
  { operation, given }: Extract<StepScope["target"], { kind: "operation" }>,
  place: Place,
  diagnostics: Diagnostics,
): boolean {
  const names = [
    ...operation.parameters.filter((each) => each.in === parameter.in).map((each) => each.name),
    ...given
      .filter((at) => textAt(at, "in") === parameter.in)
      .flatMap((at) => textAt(at, "name") ?? []),
  ];
  if (names.some((name) => isSameParameter({ name, in: parameter.in }, parameter))) return false;
  const parameters = { in: parameter.in, ...unknownName(parameter.name, names) };
  diagnostics.report("request-parameter-not-found", place, parameters);
  return true;
}
