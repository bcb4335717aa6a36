import type { ParameterPlace } from "./linked-operation.js";
import type { SecurityKind } from "./linked-security.js";

export interface ParameterName {
  readonly name: string;
  readonly in: ParameterPlace;
}

export const parameterPlaces = ["path", "query", "querystring", "header", "cookie"] as const;

export function isParameterPlace(place: string): place is ParameterPlace {
  return parameterPlaces.some((each) => each === place);
}

/** Equal for two names of the same parameter. Only header names are case-insensitive. */
export function parameterKey({ name, in: place }: ParameterName): string {
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}

export function isSameParameter(a: ParameterName, b: ParameterName): boolean {
  return parameterKey(a) === parameterKey(b);
}

/** Whether a security scheme sends its credentials as this parameter. */
export function isCredential(parameter: ParameterName, kind: SecurityKind): boolean {
  switch (kind.type) {
    case "apiKey":
      return isSameParameter(kind, parameter);
    case "mutualTLS":
      return false;
    default:
      return isSameParameter({ in: "header", name: "authorization" }, parameter);
  }
}

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
