import { JSONPathEnvironment } from "json-p3";

const environment = new JSONPathEnvironment();

/** Why a text is no query of RFC 9535; undefined if it is one. */
export function checkJsonPath(query: string): string | undefined {
  try {
    environment.compile(query);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
