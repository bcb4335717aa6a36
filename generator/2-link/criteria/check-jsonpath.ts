import { createRequire } from "node:module";

/** Why a text is no query, and where in it, if that is known. */
export interface QueryProblem {
  readonly problem: string;
  readonly offset: number | undefined;
}

/** Loaded when there is a query to check. */
const require = createRequire(import.meta.url);
const loadJsonP3 = (): typeof import("json-p3") => require("json-p3");

/** Why a text is no query of RFC 9535; undefined if it is one. */
export function checkJsonPath(query: string): QueryProblem | undefined {
  const { JSONPathEnvironment, JSONPathError } = loadJsonP3();
  try {
    new JSONPathEnvironment().compile(query);
    return undefined;
  } catch (error) {
    const problem = inOurWords(error instanceof Error ? error.message : String(error));
    return { problem, offset: error instanceof JSONPathError ? error.token.index : undefined };
  }
}

/** The library ends its sentences with what stands around the place. */
function inOurWords(message: string): string {
  return message
    .replace(/ \('.*':\d+\)$/s, "")
    .replace("filter selector token ", "")
    .replace(/ starting at index \d+/, "")
    .replace("bald descendant segment", "a name must follow ..")
    .replace("result of count()  must be compared", "the result of count() must be compared");
}
