import { child, entriesOf, type Located, rootOf, textAt } from "../source/located.js";
import type { LinkedOperation, ParameterPlace } from "./linked.js";
import type { Resolve } from "./read-operations.js";

/** Whether a security scheme of the description puts the parameter into requests. */
export function isSuppliedBySecurity(
  parameter: { readonly name: string; readonly in: ParameterPlace },
  { at }: LinkedOperation,
  resolve: Resolve,
): boolean {
  const components = child(rootOf(at.document), "components");
  const schemes = components && child(components, "securitySchemes");
  return (schemes ? entriesOf(schemes) : []).some(([, reference]) => {
    const scheme = resolve(reference);
    return scheme !== undefined && puts(scheme, parameter);
  });
}

function puts(
  scheme: Located,
  { name, in: place }: { readonly name: string; readonly in: ParameterPlace },
): boolean {
  if (textAt(scheme, "type") !== "apiKey") {
    return place === "header" && name.toLowerCase() === "authorization";
  }
  const schemeName = textAt(scheme, "name") ?? "";
  const isSame =
    place === "header" ? schemeName.toLowerCase() === name.toLowerCase() : schemeName === name;
  return isSame && textAt(scheme, "in") === place;
}
