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

/** An Operation Object with its method and path. */
export interface OperationEntry {
  /** Unique in the description; built from method and path if the description has none. */
  readonly operationId: string;
  readonly declaredId: string | undefined;
  /** In lower case, except in `additionalOperations`. */
  readonly method: string;
  readonly path: string;
  readonly pathItem: Located;
  readonly at: Located;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

export function listOperations(
  document: LoadedDocument,
  resolve: Resolve,
): readonly OperationEntry[] {
  const found = entriesOf(child(rootOf(document), "paths")).flatMap(([path, reference]) => {
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
  return [
    ...methods.flatMap((method) => {
      const at = child(pathItem, method);
      return at ? [[method, at] as const] : [];
    }),
    ...entriesOf(child(pathItem, "additionalOperations")),
  ].filter(([, at]) => isObject(at.value));
}

/** `get /pets/{petId}` becomes `getPetsByPetId`. */
function nameOperation(method: string, path: string): string {
  const words = path.replace(/\{([^}]*)\}/g, "-by-$1").replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${method.toLowerCase()}${toTypeName(words.replace(/^-+|-+$/g, "") || "root")}`;
}
