export type Severity = "error" | "warning" | "info";

/** One kind of message: what it says, why it matters, and how to mend it. */
export interface CatalogueEntry<Parameters> {
  readonly severity: Severity;
  readonly message: (parameters: Parameters) => string;
  readonly why: string;
  readonly fix: (parameters: Parameters) => string;
  /** The section of the standard that the rule comes from. */
  readonly standard?: string;
  /** Set for readings of documents that deviate from the standard: `--strict` makes them errors. */
  readonly deviation?: true;
  /** Set for what the types of a description do not allow: `--on-type-error warn` lets it pass. */
  readonly isTypeError?: true;
}

/** A section of the standard. */
export const arazzo = (section: string) =>
  `https://spec.openapis.org/arazzo/v1.0.1.html#${section}`;

/** A section of the standard of the descriptions. */
export const openapi = (section: string) => `https://spec.openapis.org/oas/v3.1.1.html#${section}`;

/** Has the parameters of a message inferred for all that is said with them. */
export function entry<Parameters>(
  definition: CatalogueEntry<Parameters>,
): CatalogueEntry<Parameters> {
  return definition;
}

/** The parameters of a message on a name that there is not. */
export interface UnknownName {
  readonly name: string;
  /** The names that there are. */
  readonly known: readonly string[];
  /** The one of them that was probably meant. */
  readonly nearest: string | undefined;
}

/** How to mend an unknown name. */
export function suggestion({ nearest, known }: UnknownName): string {
  if (nearest !== undefined) return `did you mean ${quote(nearest)}?`;
  if (known.length === 0) return "none is declared here: declare it first, or remove this";
  return known.length === 1
    ? `the only one is ${listNames(known)}`
    : `use one of ${listNames(known)}`;
}

/** A text of a document in quotes, cut where it is too long for a sentence. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}

export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(quote).join(", ");
  return names.length > 8 ? `${shown}, …` : shown;
}
