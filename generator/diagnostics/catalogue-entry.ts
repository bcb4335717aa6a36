import type { Replacement } from "../source/edits.js";
import type { Place } from "../source/source-text.js";

export type Severity = "error" | "warning" | "info";

export interface CatalogueEntry<Parameters> {
  readonly severity: Severity;
  readonly message: (parameters: Parameters) => string;
  readonly why: string;
  readonly fix: (parameters: Parameters) => string;
  /** The fix as data, if a machine can apply it: what to replace within the place of the diagnostic. */
  readonly replace?: (parameters: Parameters) => Replacement | undefined;
  /** URL of the section of the standard that defines the rule. */
  readonly standard?: string;
  /** The document deviates from the standard, but is accepted. `--strict` makes the diagnostic an error. */
  readonly deviation?: true;
  /** The types of an API description do not allow the value. `--on-type-error warn` makes it a warning. */
  readonly isTypeError?: true;
}

/** URL of a section of the Arazzo Specification. */
export const arazzo = (section: string, version: "1.0.1" | "1.1.0" = "1.0.1") =>
  `https://spec.openapis.org/arazzo/v${version}.html#${section}`;

/** URL of a section of the OpenAPI Specification. */
export const openapi = (section: string) => `https://spec.openapis.org/oas/v3.1.1.html#${section}`;

/** Defines entries of one kind. The parameter type is named once, so that `message` and `fix` are checked against it. */
const entriesOf =
  (kind: Pick<CatalogueEntry<never>, "severity" | "deviation" | "isTypeError">) =>
  <Parameters>(
    entry: Omit<CatalogueEntry<Parameters>, "severity">,
  ): CatalogueEntry<Parameters> => ({
    ...kind,
    ...entry,
  });

export const error = entriesOf({ severity: "error" });
export const typeError = entriesOf({ severity: "error", isTypeError: true });
export const warning = entriesOf({ severity: "warning" });
export const info = entriesOf({ severity: "info" });
export const deviation = entriesOf({ severity: "info", deviation: true });

export interface UnknownName {
  readonly name: string;
  readonly known: readonly string[];
  /** The known name that is probably intended. */
  readonly nearest: string | undefined;
}

/** A comparison whose result is the same for every response. */
export interface ComparedValue {
  /** The comparison, as the document writes it. */
  readonly condition: string;
  /** The operand that decides the result, such as `$response.body#/state`. */
  readonly subject: string;
  /** What is known of its value, such as `a number`. */
  readonly possible: string;
  readonly fix: string;
}

/** A value that its schema does not allow. */
export interface WrongValue {
  readonly name: string;
  readonly taker: string;
  /** Undefined if the expected type is too long for a sentence. */
  readonly expected: string | undefined;
  readonly given: string;
  readonly nearest: string | undefined;
  /** The text to replace: the value, if it is a string. */
  readonly written?: string | undefined;
  /** The value as it stands in the file, if quotes make it right. */
  readonly unquoted?: string | undefined;
}

/** The fix for an unknown name. */
export function suggestion({ nearest, known }: UnknownName): string {
  if (nearest !== undefined) return `did you mean ${quote(nearest)}?`;
  if (known.length === 0) return "declare it first, or remove the reference: none is declared here";
  return known.length === 1
    ? `use ${listNames(known)}, the only one declared`
    : `use one of ${listNames(known)}`;
}

/** Replaces an unknown name with the name that is probably intended. */
export function replaceName({
  name,
  nearest,
}: Pick<UnknownName, "name" | "nearest">): Replacement | undefined {
  return nearest === undefined ? undefined : { from: name, to: nearest };
}

/** The version that adds a field or an expression, and what to replace to use it. */
export interface LaterVersion {
  readonly version: "1.1";
  /** The version of the document; undefined if it is missing or not a string. */
  readonly written: { readonly text: string; readonly place: Place } | undefined;
}

/** The fix for what only a later version has. */
export function useVersion({ version }: LaterVersion): string {
  return `write arazzo: ${version}.0`;
}

/** Replaces the version of the document. */
export function replaceVersion({ version, written }: LaterVersion): Replacement | undefined {
  return written && { from: written.text, to: `${version}.0`, within: written.place };
}

/** The fix for a number or a boolean whose text is intended. */
export function putInQuotes(text: string): string {
  return `put it in quotes: ${quote(text)}`;
}

/** A string from a document in quotes, truncated to 200 characters. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}

export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(quote).join(", ");
  return names.length > 8 ? `${shown}, …` : shown;
}
