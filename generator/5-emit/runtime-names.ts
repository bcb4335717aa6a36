import { Code } from "./code.js";
import type { Import } from "./import-lines.js";

/** The functions of the runtime that make requests, by the file that they are in. */
const runtimeFunctions = {
  "path-parameters": ["simple", "label", "matrix"],
  "query-parameters": [
    ...([
      "toQuery",
      "andQuery",
      "toCookies",
      "toUrlEncoded",
      "exploded",
      "commaDelimited",
    ] as const),
    ...(["spaceDelimited", "pipeDelimited", "deepObject", "asJson", "asCookie"] as const),
    "withReserved",
  ],
  "header-parameters": ["toHeaders", "headerText"],
  "multipart-body": ["toFormData"],
} as const;

export type RuntimeFunction = (typeof runtimeFunctions)[keyof typeof runtimeFunctions][number];

/** Remembers which functions of the runtime a module uses. */
export class RuntimeNames {
  readonly #used = new Set<string>();

  use(name: RuntimeFunction): Code {
    this.#used.add(name);
    return Code.name(name);
  }

  get imports(): readonly Import[] {
    return Object.entries(runtimeFunctions).map(([file, names]) => ({
      names: names.filter((name) => this.#used.has(name)),
      from: `../runtime/${file}.js`,
    }));
  }
}
