import type { ImportExtension } from "../source/import-extension.js";

/** What `arazzo-typescript.config.ts` says; a flag of the command line goes before it. */
export interface Config {
  /**
   * Paths of Arazzo documents and of folders that hold some, patterns for files, and URLs. Paths are
   * relative to the folder in which the command runs, which is that of this file.
   */
  readonly files?: readonly string[];
  /** The folder to write to; `generated` if it is not said. */
  readonly out?: string;
  /** How the imports of generated files end; by default as the project around the folder needs it. */
  readonly importExtension?: ImportExtension;
  /** The paths of source descriptions that are not at their URL, by that URL. */
  readonly map?: Readonly<Record<string, string>>;
  /** What to do with values that the API's description does not allow; `error` if it is not said. */
  readonly onTypeError?: "error" | "warn";
  /** Refuses what deviates from the standard. */
  readonly strict?: boolean;
  /** Allows that sources are fetched from the network. */
  readonly fetch?: boolean;
}

/** Has the editor know what a config can say. */
export function defineConfig(config: Config): Config {
  return config;
}
