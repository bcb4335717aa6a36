import { countLeading } from "../source/count-leading.js";
import { type Edit, editOf } from "../source/edits.js";
import type { Place, SourceText } from "../source/source-text.js";
import { catalogue, type DiagnosticCode, type ParametersOf, type Severity } from "./catalogue.js";

/** A second location that explains a diagnostic, such as the declaration that it violates. */
export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** URL of the section of the standard that defines the rule. */
  readonly standard: string | undefined;
  /** Undefined for a problem with the command line or the output folder. */
  readonly place: Place | undefined;
  readonly related: readonly RelatedPlace[];
  /** The fix as data; empty if only the author can decide what to write. */
  readonly edits: readonly Edit[];
}

export interface DiagnosticsOptions {
  /** Makes every accepted deviation from the standard an error. */
  readonly strict?: boolean;
  /** `warn` is for API descriptions that the user cannot fix: the code sends what the workflow says. */
  readonly onTypeError?: "error" | "warn";
}

/** Collects the diagnostics of all phases, so that one run reports as many as possible. */
export class Diagnostics {
  readonly #strict: boolean;
  readonly #typeErrors: "error" | "warn";
  readonly #reported = new Map<string, Diagnostic>();
  /** Spans of errors, by source, sorted by start. */
  readonly #faults = new Map<SourceText, Place[]>();
  #hasErrors = false;

  constructor({ strict = false, onTypeError = "error" }: DiagnosticsOptions = {}) {
    this.#strict = strict;
    this.#typeErrors = onTypeError;
  }

  report<Code extends DiagnosticCode>(
    code: Code,
    place: Place | undefined,
    parameters: ParametersOf<Code>,
    related: readonly RelatedPlace[] = [],
  ): void {
    const { severity, message, why, fix, replace, standard, deviation, isTypeError } =
      catalogue[code];
    const replacement = place && replace?.(parameters);
    const edit = replacement && editOf(replacement.within ?? place, replacement);
    const configured = isTypeError && this.#typeErrors === "warn" ? "warning" : severity;
    const diagnostic: Diagnostic = {
      code,
      severity: this.#strict && deviation ? "error" : configured,
      message: message(parameters),
      why,
      fix: edit ? asInFile(fix(parameters), replacement.to, edit.text) : fix(parameters),
      standard,
      place,
      related,
      edits: edit ? [edit] : [],
    };
    const key = [code, place?.source.path, place?.start, diagnostic.message].join("\n");
    if (this.#reported.has(key)) return;
    this.#reported.set(key, diagnostic);
    const isError = diagnostic.severity === "error";
    this.#hasErrors ||= isError;
    if (place && (isError || isTypeError)) this.#noteFault(place);
  }

  get ignoresTypeErrors(): boolean {
    return this.#typeErrors === "warn";
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /**
   * True if an error within this span was reported, so that further errors about the whole span are only consequences.
   * A type error counts even if it is reported as a warning.
   */
  hasFaultWithin(place: Place): boolean {
    const faults = this.#faults.get(place.source) ?? [];
    const first = countLeading(faults, ({ start }) => start < place.start);
    const end = countLeading(faults, ({ start }) => start <= place.end);
    return faults.slice(first, end).some((fault) => fault.end <= place.end);
  }

  /** In the order of `sortDiagnostics`. */
  get all(): readonly Diagnostic[] {
    return sortDiagnostics(this.#reported.values());
  }

  #noteFault(place: Place): void {
    const faults = this.#faults.get(place.source) ?? [];
    this.#faults.set(place.source, faults);
    faults.splice(
      countLeading(faults, ({ start }) => start <= place.start),
      0,
      place,
    );
  }
}

/** A fix shows the text as it must stand in the file. A question shows the name. */
function asInFile(fix: string, text: string, written: string): string {
  return fix.startsWith("write ") ? fix.replace(text, () => written) : fix;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Sorts by file, position and code. */
export function sortDiagnostics(diagnostics: Iterable<Diagnostic>): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.place?.source.name ?? "", b.place?.source.name ?? "") ||
      (a.place?.start ?? 0) - (b.place?.start ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/** By code units, so that the order is the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
