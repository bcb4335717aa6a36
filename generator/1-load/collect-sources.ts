import type {
  LoadedArazzo,
  LoadedSource,
  UnusableReason,
  UnusableSource,
} from "../model/loaded.js";
import { child, isObject, type Located, textAt } from "../source/located.js";
import type { ParsedFile } from "./parse/parse-document.js";

export type ArazzoSources = Pick<LoadedArazzo, "sources" | "workflowSources" | "unusableSources">;

/** The document that an entry leads to; or where it was looked for, and why it cannot be read. */
export type FindSource = (
  url: Located,
) => ParsedFile | { readonly looked: string; readonly problem: string };

/** Collects the documents of Source Description Objects. Skips objects without a name or URL. */
export function collectSources(entries: readonly Located[], find: FindSource): ArazzoSources {
  const sources: LoadedSource[] = [];
  const workflowSources: LoadedSource[] = [];
  const unusableSources: UnusableSource[] = [];
  for (const entry of entries) {
    const name = textAt(entry, "name");
    const url = child(entry, "url");
    if (name === undefined || typeof url?.value !== "string") continue;
    const file = find(url);
    const reasons = reasonsAgainst(file, textAt(entry, "type"));
    if ("problem" in file || reasons.length > 0) {
      unusableSources.push({ name, entry, reasons });
      continue;
    }
    const { document } = file;
    (isArazzo(document.value) ? workflowSources : sources).push({ name, entry, document });
  }
  return { sources, workflowSources, unusableSources };
}

/** The reasons why a document cannot be used as a source of the type that its entry declares. */
function reasonsAgainst(
  file: ReturnType<FindSource>,
  type: string | undefined,
): readonly UnusableReason[] {
  if ("problem" in file) return [{ kind: "not-readable", ...file }];
  if (file.problems.length > 0) return file.problems.map((each) => ({ kind: "syntax", ...each }));
  const { value } = file.document;
  const expected = type === "arazzo" ? "Arazzo description" : "OpenAPI description";
  const fits = isArazzo(value) ? type !== "openapi" : type !== "arazzo" && isOpenApi(value);
  return fits ? [] : [{ kind: "wrong-type", expected }];
}

export function isArazzo(value: unknown): boolean {
  return isObject(value) && Object.hasOwn(value, "arazzo");
}

function isOpenApi(value: unknown): boolean {
  if (!isObject(value) || Object.hasOwn(value, "asyncapi")) return false;
  return Object.hasOwn(value, "openapi") || Object.hasOwn(value, "paths");
}
