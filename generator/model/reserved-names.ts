import { apiRuntime, indexRuntime, namesOf, workflowRuntime } from "./runtime-exports.js";

/**
 * The names that generated code needs for itself, and so cannot give to anything of a document. The words of
 * the language and its globals are reserved everywhere: `source/identifiers.ts` knows them.
 */

/** Reserved in the module of a workflow. */
export const workflowModuleNames: readonly string[] = [
  ...["inputs", "options", "run", "_inputs", "_apis"],
  ...namesOf(workflowRuntime),
];

/** Reserved in the module of an API. */
export const apiModuleNames: readonly string[] = [
  ...["Probes", "request", "handlers"],
  ...["ArrayBuffer", "Blob", "Pick", "Required", "Uint8Array"],
  ...namesOf(apiRuntime),
];

/** Reserved in the index, for what it exports of the runtime. */
export const indexNames = namesOf(indexRuntime);

/** Not possible as the name of an API: its `create…` or `…Options` would have a name of the runtime. */
export const apiNames: readonly string[] = [...workflowModuleNames, "FetchTransport", "AwsSigner"];

/** Not possible as the name of an option of an API: every API has these. */
export const transportOptionNames: readonly string[] = [
  ...["authenticator", "baseUrl", "credentials", "fetch", "maxResponseBytes", "name"],
  ...["retries", "retry", "signingName", "sleep", "timeout"],
  // Every object has these already.
  ...Object.getOwnPropertyNames(Object.prototype),
];
