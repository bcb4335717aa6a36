import type { ParameterName } from "../../model/parameters.js";

/**
 * Headers that OpenAPI ignores if they are declared as parameters.
 * @see https://spec.openapis.org/oas/v3.1.1.html#parameter-object
 */
export function isRequestHeader(parameter: ParameterName): boolean {
  return isHeaderAmong(parameter, ["accept", "content-type", "authorization"]);
}

/** Also includes headers that `fetch` adds. */
export function isAddedBySender(parameter: ParameterName): boolean {
  const names = ["user-agent", "host", "content-length", "connection", "accept-encoding", "date"];
  return isRequestHeader(parameter) || isHeaderAmong(parameter, names);
}

function isHeaderAmong(parameter: ParameterName, names: readonly string[]): boolean {
  return parameter.in === "header" && names.includes(parameter.name.toLowerCase());
}
