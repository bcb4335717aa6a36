import type { Resolve } from "../../model/linked.js";
import { takeName, toTypeName } from "../../source/identifiers.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import {
  child,
  entriesOf,
  isObject,
  type LoadedDocument,
  type Located,
  type Path,
  rootOf,
  textAt,
} from "../../source/located.js";

/** An Operation Object with its method and path. */
export interface OperationEntry {
  /** Unique in the description; built from method and path if the description has none. */
  readonly operationId: string;
  readonly declaredId: string | undefined;
  /** The key of the operation: in lower case, except in `additionalOperations`. */
  readonly method: string;
  /** As it is sent. */
  readonly sentMethod: string;
  readonly path: string;
  /** The JSON Pointer of the operation in its description. */
  readonly pointer: string;
  /** The Path Item Object, and the one that it refers to. */
  readonly pathItems: readonly Located[];
  readonly at: Located;
  /** The OpenAPI Object of the entry document. */
  readonly description: Located;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

export function listOperations(
  document: LoadedDocument,
  resolve: Resolve,
): readonly OperationEntry[] {
  const description = rootOf(document);
  const found = entriesOf(child(description, "paths")).flatMap(([path, own]) => {
    const target = textAt(own, "$ref") === undefined ? undefined : resolve(own);
    const pathItems = target ? [own, target] : [own];
    return operationsOf(pathItems).map(({ keys, ...operation }) => {
      const declaredId = textAt(operation.at, "operationId");
      const pointer = formatJsonPointer(["paths", path, ...keys]);
      return { ...operation, declaredId, path, pointer, pathItems, description };
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

/** An operation beside a `$ref` comes before an operation of the same method in the target. */
function operationsOf(
  pathItems: readonly Located[],
): readonly (Pick<OperationEntry, "method" | "sentMethod" | "at"> & { keys: Path })[] {
  const found = pathItems.flatMap((pathItem) => [
    ...methods.flatMap((method) => {
      const at = child(pathItem, method);
      return at ? [{ method, sentMethod: method.toUpperCase(), keys: [method], at }] : [];
    }),
    ...entriesOf(child(pathItem, "additionalOperations")).map(([method, at]) => {
      return { method, sentMethod: method, keys: ["additionalOperations", method], at };
    }),
  ]);
  const byMethod = new Map<string, (typeof found)[number]>();
  for (const each of found) {
    if (isObject(each.at.value) && !byMethod.has(each.sentMethod)) {
      byMethod.set(each.sentMethod, each);
    }
  }
  return [...byMethod.values()];
}

/** `get /pets/{petId}` becomes `getPetsByPetId`. */
function nameOperation(method: string, path: string): string {
  const words = path.replace(/\{([^}]*)\}/g, "-by-$1").replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${method.toLowerCase()}${toTypeName(words.replace(/^-+|-+$/g, "") || "root")}`;
}
