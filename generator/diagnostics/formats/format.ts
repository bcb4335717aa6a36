import type { Diagnostic } from "../diagnostics.js";
import { formatGithub } from "./github.js";
import { formatJson } from "./json.js";
import { formatPretty } from "./pretty.js";
import { formatSarif } from "./sarif.js";

/** The formats of `--format`, by name. */
export const formats = {
  pretty: formatPretty,
  json: formatJson,
  github: formatGithub,
  sarif: formatSarif,
} satisfies Readonly<
  Record<string, (diagnostics: readonly Diagnostic[], hasColours: boolean) => string>
>;

export type Format = keyof typeof formats;
