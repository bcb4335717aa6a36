import type { LaterVersion } from "../diagnostics/catalogue-entry.js";
import { child, type LoadedDocument, placeAt, rootOf, textAt } from "../source/located.js";

/** What differs between the versions of Arazzo. Every rule that does not stand here is the same in all of them. */
export interface VersionRules {
  /** The fields that version 1.1 adds have a meaning. */
  readonly hasLaterFields: boolean;
  /** An object with `context`, `selector` and `type` selects a part of a value; without this rule it is an ordinary value. */
  readonly hasSelectors: boolean;
  /**
   * A value between quotes in a query is a string, as in `'{$inputs.count}'`. Without this rule, a value that fills a whole
   * string keeps its type.
   */
  readonly quotesValues: boolean;
  /** `$self`, `$message`, and `payload` for `body` are expressions. */
  readonly hasLaterExpressions: boolean;
  /**
   * Names in expressions consist of letters, digits, hyphens and underscores; those of inputs, outputs and components
   * also of dots. So `a.b` is one input; without this rule it may be the member `b` of the input `a`. Braces can only
   * stand around an expression.
   */
  readonly hasNarrowNames: boolean;
  /** `$sourceDescriptions.pets.x` is the operation or workflow `x`, or else the field `x`; without this rule only `url` has a value. */
  readonly readsSourceFields: boolean;
  /**
   * In a string, null is `null`, and braces around a whole value make an object or array JSON where a string is
   * allowed. Without this rule, null counts as absent, and an object or array stays what it is.
   */
  readonly embedsAnyValue: boolean;
  /** `successCriteria` must not be empty. */
  readonly needsSuccessCriteria: boolean;
}

const rules10: VersionRules = {
  hasLaterFields: false,
  hasSelectors: false,
  quotesValues: false,
  hasLaterExpressions: false,
  hasNarrowNames: false,
  readsSourceFields: false,
  embedsAnyValue: false,
  needsSuccessCriteria: false,
};

const rules11: VersionRules = {
  hasLaterFields: true,
  hasSelectors: true,
  quotesValues: true,
  hasLaterExpressions: true,
  hasNarrowNames: true,
  readsSourceFields: true,
  embedsAnyValue: true,
  needsSuccessCriteria: true,
};

/**
 * The rules of the version that an Arazzo document names. A document without a version counts as version 1.0, and a
 * later one as version 1.1.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#versions
 */
export function rulesOf(document: LoadedDocument): VersionRules {
  return isOfFirstVersion(document) ? rules10 : rules11;
}

function isOfFirstVersion(document: LoadedDocument): boolean {
  // YAML reads 1.1 as a number, which is reported.
  const version = child(rootOf(document), "arazzo")?.value ?? "1.0";
  return /^(?:1\.0|1$)/.test(String(version));
}

/** What a document of version 1.0 must change to use what version 1.1 adds. */
export function laterVersionFor(document: LoadedDocument): LaterVersion {
  const root = rootOf(document);
  const text = textAt(root, "arazzo");
  const written = text === undefined ? undefined : { text, place: placeAt(root, "arazzo") };
  return { version: "1.1", written };
}
