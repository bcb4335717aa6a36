import type { ParameterPlace } from "./linked-operation.js";
import type { SecurityKind } from "./linked-security.js";

export interface ParameterName {
  readonly name: string;
  readonly in: ParameterPlace;
}

export const parameterPlaces = ["path", "query", "header", "cookie"] as const;

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
