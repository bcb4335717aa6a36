import type { ImportExtension } from "../source/import-extension.js";

/** The content of `arazzo-typescript.config.ts`. Command line options override it. */
export interface Config {
  /**
   * Paths of Arazzo documents and folders, patterns for files, and URLs. Paths are relative to the folder of this file,
   * which is the working directory of the command.
   */
  readonly files?: readonly string[];
  /** The output folder; `generated` by default. */
  readonly out?: string;
  /** The extension of imports in generated files; by default, the nearest tsconfig.json or deno.json decides. */
  readonly importExtension?: ImportExtension;
  /** The files to read in place of URLs, by URL. */
  readonly map?: Readonly<Record<string, string>>;
  /** How to report values that the API description does not allow; `error` by default. */
  readonly onTypeError?: "error" | "warn";
  /**
   * `read` checks what workflows read of responses; `deep` also checks everything in the objects and arrays that
   * become outputs or are sent. `read` by default.
   */
  readonly checkResponses?: "read" | "deep";
  /** Reports deviations from the standard as errors. */
  readonly strict?: boolean;
  /**
   * Whether generated functions check the kinds of their inputs before the first request; true by default. Without
   * the check, bundles are smaller.
   */
  readonly checkInputs?: boolean;
  /** Allows fetching sources over HTTPS. */
  readonly fetch?: boolean;
}

/** Gives editors completion and checking for the config file. */
export function defineConfig(config: Config): Config {
  return config;
}
