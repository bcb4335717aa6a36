import { dirname, resolve } from "node:path";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { parseJsonPointer } from "../source/json-pointer.js";
import {
  child,
  type LoadedDocument,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../source/located.js";

/** Follows `$ref`s; what is no reference is returned as it is, what leads nowhere is reported. */
export function createReferenceResolver(
  files: ReadonlyMap<string, LoadedDocument>,
  diagnostics: Diagnostics,
): (located: Located) => Located | undefined {
  const follow = (located: Located, seen: readonly string[]): Located | undefined => {
    const reference = textAt(located, "$ref");
    if (reference === undefined) return located;
    const target = seen.includes(reference)
      ? undefined
      : followReference(reference, located, files);
    if (target) return follow(target, [...seen, reference]);
    const place = placeOf(child(located, "$ref") ?? located);
    diagnostics.report("reference-not-found", place, { reference });
    return undefined;
  };
  return (located) => follow(located, []);
}

function followReference(
  reference: string,
  from: Located,
  files: ReadonlyMap<string, LoadedDocument>,
): Located | undefined {
  const [file = "", fragment = ""] = reference.split("#");
  const document = file === "" ? from.document : files.get(besides(from.document, file));
  const pointer = parseJsonPointer(percentDecoded(fragment));
  if (!document || !pointer) return undefined;
  return pointer.reduce<Located | undefined>(
    (parent, token) => parent && child(parent, token),
    rootOf(document),
  );
}

function besides({ source }: LoadedDocument, file: string): string {
  return resolve(dirname(source.path), percentDecoded(file));
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
