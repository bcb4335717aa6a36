import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { isSwagger, serversOf } from "../../model/description.js";
import type { Resolve } from "../../model/linked.js";
import type { DeclaredParameter, LinkedOperation } from "../../model/linked-operation.js";
import { isCredential, parameterKey } from "../../model/parameters.js";
import { child, entriesOf, keyPlaceOf, type Located } from "../../source/located.js";
import type { OperationEntry } from "./list-operations.js";
import { openApi } from "./read-openapi.js";
import { readSecurity } from "./read-security.js";
import { swagger } from "./read-swagger.js";

export function readOperation(
  entry: OperationEntry,
  resolve: Resolve,
  diagnostics: Diagnostics,
): LinkedOperation {
  const { operationId, sentMethod: method, path, pathItems, at, description } = entry;
  const security = readSecurity(at, description, resolve, diagnostics);
  const { readRequest, readResponse } = isSwagger(description) ? swagger : openApi;
  const context = { pathItems, description, resolve, diagnostics };
  const { parameters, body } = readRequest(at, context);
  return {
    operationId,
    at,
    description,
    method,
    // A fragment only distinguishes operations that share a path.
    path: path.split("#")[0] || "/",
    parameters: withVariables(parameters, at, path).map((parameter) => {
      const schemes = (security ?? []).flat();
      const isSupplied = schemes.some(({ scheme }) => isCredential(parameter, scheme.kind));
      return isSupplied ? { ...parameter, required: false } : parameter;
    }),
    requestBody: body,
    responses: new Map(
      entriesOf(child(at, "responses"))
        .filter(([status]) => /^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
        .map(([status, response]) => [
          status.replace(/xx$/, "XX"),
          readResponse(response, at, context),
        ]),
    ),
    security,
    server: [at, ...pathItems, description].flatMap((each) => serversOf(each, description))[0],
  };
}

/** Adds the variables of the path template that are not declared, as required parameters. */
function withVariables(
  parameters: readonly DeclaredParameter[],
  operation: Located,
  path: string,
): readonly DeclaredParameter[] {
  const declared = new Map(parameters.map((each) => [parameterKey(each), each]));
  for (const [, name = ""] of path.split("#")[0]?.matchAll(/\{([^{}]+)\}/g) ?? []) {
    const key = parameterKey({ name, in: "path" });
    if (declared.has(key)) continue;
    declared.set(key, {
      name,
      in: "path",
      required: true,
      at: operation,
      schema: undefined,
      contentType: undefined,
      style: undefined,
      explode: undefined,
      allowReserved: false,
      fields: [],
    });
  }
  return [...declared.values()];
}

export function declarationPlaceOf({ at }: LinkedOperation) {
  return keyPlaceOf(child(at, "operationId") ?? at);
}
