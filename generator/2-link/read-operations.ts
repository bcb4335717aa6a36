import {
  child,
  entriesOf,
  itemsOf,
  keyPlaceOf,
  type LoadedDocument,
  type Located,
  rootOf,
  textAt,
} from "../source/located.js";
import type {
  DeclaredBody,
  DeclaredParameter,
  DeclaredResponse,
  LinkedOperation,
  ParameterPlace,
} from "./linked.js";

export type Resolve = (located: Located) => Located | undefined;

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const parameterPlaces: readonly string[] = ["path", "query", "header", "cookie"];

/** An Operation Object that has an `operationId`, and how it is requested. */
export interface OperationEntry {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly pathItem: Located;
  readonly at: Located;
}

/** Every operation of an OpenAPI description that has an `operationId`. */
export function listOperations(
  document: LoadedDocument,
  resolve: Resolve,
): readonly OperationEntry[] {
  const paths = child(rootOf(document), "paths");
  if (!paths) return [];
  return entriesOf(paths).flatMap(([path, reference]) => {
    const pathItem = textAt(reference, "$ref") === undefined ? reference : resolve(reference);
    if (!pathItem) return [];
    return methods.flatMap((method) => {
      const at = child(pathItem, method);
      const operationId = at && textAt(at, "operationId");
      return at && operationId !== undefined ? [{ operationId, method, path, pathItem, at }] : [];
    });
  });
}

/** Reads an Operation Object, its references followed. */
export function readOperation(entry: OperationEntry, resolve: Resolve): LinkedOperation {
  const { operationId, method, path, pathItem, at } = entry;
  const responses = child(at, "responses");
  return {
    operationId,
    at,
    method: method.toUpperCase(),
    // The fragment of a path only tells apart operations that share a path.
    path: path.split("#")[0] || "/",
    parameters: readParameters(pathItem, at, resolve),
    requestBody: readRequestBody(child(at, "requestBody"), resolve),
    responses: new Map(
      (responses ? entriesOf(responses) : [])
        .filter(([status]) => /^([1-5]\d\d|[1-5]XX|default)$/.test(status))
        .map(([status, response]) => [status, readResponse(response, resolve)]),
    ),
  };
}

/** The parameters of the path item, overridden by those of the operation. */
function readParameters(
  pathItem: Located,
  operation: Located,
  resolve: Resolve,
): readonly DeclaredParameter[] {
  const declared = new Map<string, DeclaredParameter>();
  for (const owner of [pathItem, operation]) {
    const list = child(owner, "parameters");
    for (const reference of list ? itemsOf(list) : []) {
      const parameter = readParameter(reference, resolve);
      if (parameter) declared.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...declared.values()];
}

function readParameter(reference: Located, resolve: Resolve): DeclaredParameter | undefined {
  const at = resolve(reference);
  const name = at && textAt(at, "name");
  const place = at && textAt(at, "in");
  if (!at || name === undefined || place === undefined || !isParameterPlace(place))
    return undefined;
  const required = place === "path" || child(at, "required")?.value === true;
  return { name, in: place, required, at, schema: child(at, "schema") };
}

export function isParameterPlace(place: string): place is ParameterPlace {
  return parameterPlaces.includes(place);
}

function readRequestBody(
  reference: Located | undefined,
  resolve: Resolve,
): DeclaredBody | undefined {
  const at = reference && resolve(reference);
  if (!at) return undefined;
  return { required: child(at, "required")?.value === true, content: readContent(at) };
}

function readResponse(reference: Located, resolve: Resolve): DeclaredResponse {
  const at = resolve(reference);
  return { at: at ?? reference, content: at ? readContent(at) : new Map() };
}

/** The schemas of a Media Type Objects map. */
function readContent(owner: Located): ReadonlyMap<string, Located | undefined> {
  const content = child(owner, "content");
  return new Map(
    (content ? entriesOf(content) : []).map(([mediaType, entry]) => [
      mediaType,
      child(entry, "schema"),
    ]),
  );
}

/** Where the name of an operation's declaration stands. */
export function declarationPlaceOf({ at }: LinkedOperation) {
  return keyPlaceOf(child(at, "operationId") ?? at);
}
