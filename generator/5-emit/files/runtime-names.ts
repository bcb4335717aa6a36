import { Code } from "../../code/code.js";
import type { Import } from "../../model/emitted.js";

/** The functions of the runtime that the module of an API uses, by the file that they are in. */
const runtimeFunctions = {
  "path-parameters": ["simple", "label", "matrix"],
  "query-parameters": [
    ...([
      "toQuery",
      "andQuery",
      "toCookies",
      "toUrlEncoded",
      "scalar",
      "exploded",
      "commaDelimited",
    ] as const),
    ...(["spaceDelimited", "pipeDelimited", "deepObject", "asJson", "asCookie"] as const),
    ...(["withReserved", "withObjects"] as const),
  ],
  "header-parameters": ["toHeaders", "headerText"],
  "multipart-body": ["toFormData"],
  "fetch-transport": ["createFetchTransport"],
  "server-variables": [
    ...(["serverScheme", "serverHost", "hostLabel", "serverPort"] as const),
    ...(["serverPath", "serverRootPath"] as const),
  ],
  "send-by-operation": ["sendByOperation"],
  "aws-region": ["awsRegion"],
  "aws-retries": ["awsRetries"],
  "aws-signer": ["createAwsSigner"],
  retries: ["httpRetries"],
  security: ["createAuthenticator"],
  "api-key": ["apiKeyInHeader", "apiKeyInQuery", "apiKeyInCookie"],
  "http-authentication": ["basic", "bearer", "authorization"],
  oauth2: ["oauth2"],
} as const;

/** The types, likewise. */
const runtimeTypes = {
  "aws-credentials": ["AwsCredentialsSource"],
  security: ["Provided", "Secret"],
  "http-authentication": ["BasicCredentials"],
  oauth2: ["ClientCredentials", "RefreshToken"],
} as const;

export type RuntimeFunction = (typeof runtimeFunctions)[keyof typeof runtimeFunctions][number];
type RuntimeType = (typeof runtimeTypes)[keyof typeof runtimeTypes][number];

/** Remembers what a module uses of the runtime. */
export class RuntimeNames {
  readonly #used = new Set<string>();

  use(name: RuntimeFunction | RuntimeType): Code {
    this.#used.add(name);
    return Code.name(name);
  }

  get imports(): readonly Import[] {
    const types = new Map<string, readonly string[]>(Object.entries(runtimeTypes));
    const files = new Set([...Object.keys(runtimeFunctions), ...types.keys()]);
    const functions = new Map<string, readonly string[]>(Object.entries(runtimeFunctions));
    const usedOf = (names: readonly string[] = []) => names.filter((name) => this.#used.has(name));
    return [...files].map((file) => ({
      names: usedOf(functions.get(file)),
      types: usedOf(types.get(file)),
      from: `../runtime/${file}`,
    }));
  }
}
