import { loadJsonP3 } from "../../source/json-path.js";

export interface QueryProblem {
  readonly problem: string;
  /** Undefined if the position is unknown. */
  readonly offset: number | undefined;
}

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
