import type { Resolve } from "../../model/linked.js";
import { takeName, toTypeName } from "../../source/identifiers.js";
import {
  child,
  entriesOf,
  isObject,
  type LoadedDocument,
  type Located,
  rootOf,
  textAt,
} from "../../source/located.js";

/** An Operation Object, and how it is requested. */
export interface OperationEntry {
  /** Unique in the description: made from method and path where the description gives none. */
  readonly operationId: string;
  readonly declaredId: string | undefined;
  /** In lower case, but for the names of `additionalOperations`. */
  readonly method: string;
  readonly path: string;
  readonly pathItem: Located;
  readonly at: Located;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Every operation of an OpenAPI description. */
export function listOperations(
  document: LoadedDocument,
  resolve: Resolve,
): readonly OperationEntry[] {
  const paths = child(rootOf(document), "paths");
  const found = (paths ? entriesOf(paths) : []).flatMap(([path, reference]) => {
    const pathItem = textAt(reference, "$ref") === undefined ? reference : resolve(reference);
    if (!pathItem) return [];
    return operationsOf(pathItem).map(([method, at]) => {
      const declaredId = textAt(at, "operationId");
      return { declaredId, method, path, pathItem, at };
    });
  });
  const taken = new Set<string>();
  const named = found.map((entry) => {
    const { declaredId } = entry;
    const isFirst = declaredId !== undefined && !taken.has(declaredId);
    return isFirst ? { ...entry, operationId: takeName(declaredId, taken) } : entry;
  });
  return named.map((entry) => {
    if ("operationId" in entry) return entry;
    const wanted = entry.declaredId ?? nameOperation(entry.method, entry.path);
    return { ...entry, operationId: takeName(wanted, taken) };
  });
}

function operationsOf(pathItem: Located): readonly (readonly [string, Located])[] {
  const additional = child(pathItem, "additionalOperations");
  return [
    ...methods.flatMap((method) => {
      const at = child(pathItem, method);
      return at ? [[method, at] as const] : [];
    }),
    ...(additional ? entriesOf(additional) : []),
  ].filter(([, at]) => isObject(at.value));
}

/** `get /pets/{petId}` as `getPetsByPetId`. */
function nameOperation(method: string, path: string): string {
  const words = path.replace(/\{([^}]*)\}/g, "-by-$1").replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${method.toLowerCase()}${toTypeName(words.replace(/^-+|-+$/g, "") || "root")}`;
}
