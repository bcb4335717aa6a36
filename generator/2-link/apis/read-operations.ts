import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Resolve } from "../../model/linked.js";
import type {
  DeclaredBody,
  DeclaredParameter,
  DeclaredResponse,
  LinkedOperation,
} from "../../model/linked-operation.js";
import {
  isAddedBySender,
  isCredential,
  isParameterPlace,
  parameterKey,
} from "../../model/parameters.js";
import {
  child,
  entriesOf,
  itemsOf,
  keyPlaceOf,
  type Located,
  textAt,
} from "../../source/located.js";
import type { OperationEntry } from "./list-operations.js";
import { readSecurity } from "./read-security.js";

export function readOperation(
  entry: OperationEntry,
  resolve: Resolve,
  diagnostics: Diagnostics,
): LinkedOperation {
  const { operationId, sentMethod: method, path, pathItems, at, description } = entry;
  const security = readSecurity(at, description, resolve, diagnostics);
  return {
    operationId,
    at,
    description,
    method,
    // A fragment only distinguishes operations that share a path.
    path: path.split("#")[0] || "/",
    parameters: readParameters(pathItems, at, path, resolve).map((parameter) => {
      const schemes = (security ?? []).flat();
      const isSupplied = schemes.some(({ scheme }) => isCredential(parameter, scheme.kind));
      return isSupplied ? { ...parameter, required: false } : parameter;
    }),
    requestBody: readRequestBody(child(at, "requestBody"), resolve),
    responses: new Map(
      entriesOf(child(at, "responses"))
        .filter(([status]) => /^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
        .map(([status, response]) => [
          status.replace(/xx$/, "XX"),
          readResponse(response, resolve),
        ]),
    ),
    security,
    server: firstServer([at, ...pathItems, description]),
  };
}

/** The first server of the first owner that has servers. */
function firstServer(owners: readonly Located[]): Located | undefined {
  const lists = owners.flatMap((owner) => child(owner, "servers") ?? []);
  return lists.map((list) => itemsOf(list)[0]).find((server) => server !== undefined);
}

/**
 * Parameters of the operation override parameters of the path item. A parameter that only the path template contains
 * is added as a required parameter.
 */
function readParameters(
  pathItems: readonly Located[],
  operation: Located,
  path: string,
  resolve: Resolve,
): readonly DeclaredParameter[] {
  const declared = new Map<string, DeclaredParameter>();
  for (const owner of [...pathItems.toReversed(), operation]) {
    for (const reference of itemsOf(child(owner, "parameters"))) {
      const parameter = readParameter(reference, resolve);
      if (parameter) declared.set(parameterKey(parameter), parameter);
    }
  }
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
    });
  }
  return [...declared.values()];
}

function readParameter(reference: Located, resolve: Resolve): DeclaredParameter | undefined {
  const at = resolve(reference);
  const name = at && textAt(at, "name");
  const place = at && textAt(at, "in");
  if (!at || name === undefined || place === undefined || !isParameterPlace(place))
    return undefined;
  const isDeclaredRequired = child(at, "required")?.value === true;
  const isRequired = isDeclaredRequired && !isAddedBySender({ name, in: place });
  const [[contentType, mediaType] = []] = entriesOf(child(at, "content"));
  const explode = child(at, "explode")?.value;
  return {
    name,
    in: place,
    required: place === "path" || isRequired,
    at,
    schema: mediaType ? child(mediaType, "schema") : child(at, "schema"),
    contentType,
    style: textAt(at, "style"),
    explode: typeof explode === "boolean" ? explode : undefined,
    allowReserved: child(at, "allowReserved")?.value === true,
  };
}

function readRequestBody(
  reference: Located | undefined,
  resolve: Resolve,
): DeclaredBody | undefined {
  const at = reference && resolve(reference);
  if (!at) return undefined;
  return { at, required: child(at, "required")?.value === true, content: readContent(at) };
}

function readResponse(reference: Located, resolve: Resolve): DeclaredResponse {
  const at = resolve(reference);
  return { at: at ?? reference, content: readContent(at) };
}

function readContent(owner: Located | undefined): ReadonlyMap<string, Located | undefined> {
  return new Map(
    entriesOf(child(owner, "content")).map(([mediaType, entry]) => [
      mediaType,
      child(entry, "schema"),
    ]),
  );
}

export function declarationPlaceOf({ at }: LinkedOperation) {
  return keyPlaceOf(child(at, "operationId") ?? at);
}
