import {
  apiRuntime,
  indexRuntime,
  namesOf,
  schemaRuntime,
  workflowRuntime,
} from "./runtime-exports.js";

/**
 * Names that generated code uses. Names from documents must differ from them. Keywords and global names of
 * TypeScript are reserved everywhere, in `source/identifiers.ts`.
 */

/** Reserved in the module of a workflow. */
export const workflowModuleNames: readonly string[] = [
  ...["inputs", "inputsShape", "options", "run", "_inputs", "_apis"],
  ...namesOf(workflowRuntime),
];

/** Reserved in the module of an API. */
export const apiModuleNames: readonly string[] = [
  ...["Probes", "request", "handlers"],
  ...["ArrayBuffer", "Blob", "Pick", "Required", "Uint8Array"],
  ...namesOf(apiRuntime),
];

/** Reserved in the module of a schema. */
export const schemaModuleNames: readonly string[] = ["inputsShape", ...namesOf(schemaRuntime)];

/** Reserved in the index, which exports these names of the runtime. */
export const indexNames = namesOf(indexRuntime);

/** Reserved among the names of APIs: `create…` or `…Options` would collide with a name of the runtime. */
export const apiNames: readonly string[] = [...workflowModuleNames, "FetchTransport", "AwsSigner"];

/** Reserved among the options of an API, because every API has these options. */
export const transportOptionNames: readonly string[] = [
  ...["authenticator", "baseUrl", "credentials", "fetch", "maxResponseBytes", "name"],
  ...["retries", "retry", "signingName", "sleep", "timeout"],
  // Every object inherits these.
  ...Object.getOwnPropertyNames(Object.prototype),
];
