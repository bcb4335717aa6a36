import { type LoadedDocument, rootOf, textAt } from "../source/located.js";

/** What differs between the versions of Arazzo. Every rule that does not stand here is the same in all of them. */
export interface VersionRules {
  /** The fields that version 1.1 adds have a meaning. */
  readonly hasLaterFields: boolean;
  /** An object with `context`, `selector` and `type` selects a part of a value; without this rule it is an ordinary value. */
  readonly hasSelectors: boolean;
  /** `$message` is the message of a step that sends or receives one. */
  readonly hasMessages: boolean;
  /**
   * A value between quotes in a query is a string, as in `'{$inputs.count}'`. Without this rule, a value that fills a whole
   * string keeps its type.
   */
  readonly quotesValues: boolean;
  /** `successCriteria` must not be empty. */
  readonly needsSuccessCriteria: boolean;
}

const rules10: VersionRules = {
  hasLaterFields: false,
  hasSelectors: false,
  hasMessages: false,
  quotesValues: false,
  needsSuccessCriteria: false,
};

const rules11: VersionRules = {
  hasLaterFields: true,
  hasSelectors: true,
  hasMessages: true,
  quotesValues: true,
  needsSuccessCriteria: true,
};

/**
 * The rules of the version that an Arazzo document names. A document without a version counts as version 1.0, and a
 * later one as version 1.1.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#versions
 */
export function rulesOf(document: LoadedDocument): VersionRules {
  const version = textAt(rootOf(document), "arazzo") ?? "1.0";
  return version.startsWith("1.0") ? rules10 : rules11;
}
