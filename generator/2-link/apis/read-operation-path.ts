import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LoadedArazzo, LoadedSource } from "../../model/loaded.js";
import { formatJsonPointer, parseJsonPointer } from "../../source/json-pointer.js";
import { textAt } from "../../source/located.js";
import { percentDecoded } from "../../source/location.js";
import type { Place } from "../../source/source-text.js";
import type { UnusableSources } from "./unusable-sources.js";

export interface OperationPath {
  readonly source: LoadedSource;
  readonly path: string;
  /** The path without percent-encoding. */
  readonly decodedPath: string;
  readonly method: string;
}

/**
 * Reads `{$sourceDescriptions.<name>.url}#<JSON Pointer>`. Published documents often omit the braces
 * or the `.url`, or write only the name of the source.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#step-object
 */
export function readOperationPath(
  text: string,
  arazzo: LoadedArazzo,
  place: Place,
  unusable: UnusableSources,
  diagnostics: Diagnostics,
): OperationPath | undefined {
  const separator = text.indexOf("#");
  const report = (problem: string) => {
    diagnostics.report("operation-path-syntax", place, { operationPath: text, problem });
    return undefined;
  };
  if (separator === -1) return report("a JSON Pointer must follow #");
  const [section, path, method, ...rest] = parseJsonPointer(text.slice(separator + 1)) ?? [];
  const isAdditional = method === "additionalOperations" && rest.length === 1;
  if (section === "paths" && rest.length > 0 && !isAdditional) {
    if (path?.startsWith("/")) return report(`remove ${formatJsonPointer(rest)} at its end`);
    const whole = [path, method, ...rest];
    const meant = ["paths", `/${whole.slice(0, -1).filter(Boolean).join("/")}`, whole.at(-1) ?? ""];
    return report(
      `each slash in the path must be written as ~1; did you mean #${formatJsonPointer(meant)}?`,
    );
  }
  if (section !== "paths" || path === undefined || method === undefined) {
    return report("the pointer must refer to an operation under /paths");
  }
  const source = findSource(text.slice(0, separator), arazzo, place, unusable);
  if (!source) return undefined;
  const standard = `{$sourceDescriptions.${source.name}.url}#${text.slice(separator + 1)}`;
  if (text !== standard) {
    diagnostics.report("expression-deviation", place, { expression: text, standard });
  }
  return {
    source,
    path,
    decodedPath: percentDecoded(path),
    method: isAdditional ? (rest[0] ?? method) : method,
  };
}

function findSource(
  text: string,
  arazzo: LoadedArazzo,
  place: Place,
  unusable: UnusableSources,
): LoadedSource | undefined {
  const { sources } = arazzo;
  const [only] = sources;
  if (text === "" && only && sources.length === 1) return only;
  const byUrl = sources.find(({ entry }) => textAt(entry, "url") === text);
  if (byUrl) return byUrl;
  const bare = text.replace(/^\{(.*)\}$/, "$1").replace(/^\$sourceDescriptions\./, "");
  const name = sources.some((source) => source.name === bare) ? bare : bare.replace(/\.url$/, "");
  const found = sources.find((source) => source.name === name);
  if (found) return found;
  unusable.reportNeeded(name, arazzo, "OpenAPI description", place);
  return undefined;
}
