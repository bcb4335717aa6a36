import { JSONPathEnvironment, JSONPathError } from "json-p3";

/** Why a text is no query, and where in it, if that is known. */
export interface QueryProblem {
  readonly problem: string;
  readonly offset: number | undefined;
}

const environment = new JSONPathEnvironment();

/** Why a text is no query of RFC 9535; undefined if it is one. */
export function checkJsonPath(query: string): QueryProblem | undefined {
  try {
    environment.compile(query);
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
    .replace("bald descendant segment", "a name is missing after ..")
    .replace("result of count()  must be compared", "the result of count() must be compared");
}
