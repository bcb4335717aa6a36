import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Resolve } from "../../model/linked.js";
import type { DocumentGroup } from "../../model/loaded.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import {
  child,
  type LoadedDocument,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../../source/located.js";
import { locationOf, percentDecoded, type SourceMap } from "../../source/location.js";

export function createReferenceResolver(
  { documents, map }: Pick<DocumentGroup, "documents" | "map">,
  diagnostics: Diagnostics,
): Resolve {
  const followAll = (located: Located, seen: readonly string[]): Located | undefined => {
    const reference = textAt(located, "$ref");
    if (reference === undefined) return located;
    const target = seen.includes(reference)
      ? undefined
      : followReference(reference, located, documents, map);
    if (target) return followAll(target, [...seen, reference]);
    const place = placeOf(child(located, "$ref") ?? located);
    diagnostics.report("reference-not-found", place, { reference });
    return undefined;
  };
  return (located) => followAll(located, []);
}

function followReference(
  reference: string,
  from: Located,
  documents: ReadonlyMap<string, LoadedDocument>,
  map: SourceMap,
): Located | undefined {
  const [file = "", fragment = ""] = reference.split("#");
  const path = file === "" ? undefined : locationOf(file, from.document.source.path, map);
  const document = file === "" ? from.document : documents.get(path ?? "");
  const pointer = parseJsonPointer(percentDecoded(fragment));
  if (!document || !pointer) return undefined;
  return child(rootOf(document), ...pointer);
}
