import { createRequire } from "node:module";

export interface QueryProblem {
  readonly problem: string;
  /** Undefined if the position is unknown. */
  readonly offset: number | undefined;
}

/** Loaded only if a document contains a query. */
const require = createRequire(import.meta.url);
const loadJsonP3 = (): typeof import("json-p3") => require("json-p3");

/** Undefined if the query conforms to RFC 9535. */
export function checkJsonPath(query: string): QueryProblem | undefined {
  const { JSONPathEnvironment, JSONPathError } = loadJsonP3();
  try {
    new JSONPathEnvironment().compile(query);
    return undefined;
  } catch (error) {
    const problem = simplifyMessage(error instanceof Error ? error.message : String(error));
    return { problem, offset: error instanceof JSONPathError ? error.token.index : undefined };
  }
}

/** Removes positions and excerpts from a message of json-p3. */
function simplifyMessage(message: string): string {
  return message
    .replace(/ \('.*':\d+\)$/s, "")
    .replace("filter selector token ", "")
    .replace(/ starting at index \d+/, "")
    .replace("bald descendant segment", "a name must follow ..")
    .replace("result of count()  must be compared", "the result of count() must be compared");
}
