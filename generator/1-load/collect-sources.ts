import type {
  LoadedArazzo,
  LoadedSource,
  UnusableReason,
  UnusableSource,
} from "../model/loaded.js";
import { isObject, type Located, textAt } from "../source/located.js";
import type { ParsedFile } from "./parse/parse-document.js";

export type ArazzoSources = Pick<LoadedArazzo, "sources" | "workflowSources" | "unusableSources">;

/** Reads the file at a URL; `looked` is the location that was tried. */
export type ReadUrl = (
  url: string,
  entry: Located,
) => Promise<{ looked: string; file: ParsedFile | { problem: string } }>;

/** Reads the documents of Source Description Objects. Skips objects without a name or URL. */
export async function collectSources(
  entries: readonly Located[],
  readUrl: ReadUrl,
): Promise<ArazzoSources> {
  const sources: LoadedSource[] = [];
  const workflowSources: LoadedSource[] = [];
  const unusableSources: UnusableSource[] = [];
  for (const entry of entries) {
    const name = textAt(entry, "name");
    const url = textAt(entry, "url");
    if (name === undefined || url === undefined) continue;
    const { looked, file } = await readUrl(url, entry);
    const reasons = reasonsAgainst(file, looked, textAt(entry, "type"));
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
  file: ParsedFile | { problem: string },
  looked: string,
  type: string | undefined,
): readonly UnusableReason[] {
  if ("problem" in file) return [{ kind: "not-readable", looked, problem: file.problem }];
  if (file.problems.length > 0) return file.problems.map((each) => ({ kind: "syntax", ...each }));
  const { value } = file.document;
  const expected = type === "arazzo" ? "Arazzo description" : "OpenAPI description";
  const fits = isArazzo(value) ? type !== "openapi" : type !== "arazzo" && isOpenApi(value);
  return fits ? [] : [{ kind: "wrong-type", expected }];
}

function isArazzo(value: unknown): boolean {
  return isObject(value) && Object.hasOwn(value, "arazzo");
}

function isOpenApi(value: unknown): boolean {
  if (!isObject(value) || Object.hasOwn(value, "asyncapi")) return false;
  return Object.hasOwn(value, "openapi") || Object.hasOwn(value, "paths");
}
