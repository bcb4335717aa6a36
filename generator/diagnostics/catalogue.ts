import { criteria } from "./catalogue/criteria.js";
import { documents } from "./catalogue/documents.js";
import { expressions } from "./catalogue/expressions.js";
import { output } from "./catalogue/output.js";
import { requests } from "./catalogue/requests.js";
import { sources } from "./catalogue/sources.js";
import { workflows } from "./catalogue/workflows.js";
import type { CatalogueEntry } from "./catalogue-entry.js";

export type { Severity } from "./catalogue-entry.js";

const entries = {
  ...documents,
  ...sources,
  ...requests,
  ...workflows,
  ...expressions,
  ...criteria,
  ...output,
};

export type DiagnosticCode = keyof typeof entries;

export type ParametersOf<Code extends DiagnosticCode> = Parameters<
  (typeof entries)[Code]["message"]
>[0];

/** Every diagnostic that the generator can report, by code. */
export const catalogue: {
  readonly [Code in DiagnosticCode]: CatalogueEntry<ParametersOf<Code>>;
} = entries;
