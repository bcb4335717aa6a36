import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { nearestName, unknownName } from "../../diagnostics/nearest-name.js";
import { laterVersionFor, rulesOf } from "../../model/versions.js";
import { unquotedText } from "../../source/edits.js";
import {
  child,
  isObject,
  itemsOf,
  keyPlaceOf,
  type Located,
  placeAt,
  placeOf,
  textAt,
} from "../../source/located.js";
import type { Place } from "../../source/source-text.js";

/**
 * Reads the fields of an object that Arazzo defines, and reports missing fields and values of the wrong kind. Null
 * counts as absent, because an empty value in YAML is null.
 */
export class FieldReader {
  readonly #object: Located;
  readonly #objectName: string;
  readonly #diagnostics: Diagnostics;

  /** @param objectName a noun for messages, such as `the workflow "x"` */
  constructor(object: Located, objectName: string, diagnostics: Diagnostics) {
    this.#object = object;
    this.#objectName = objectName;
    this.#diagnostics = diagnostics;
  }

  /**
   * Reports fields that are neither in `names` nor extensions.
   * @param laterNames the fields that version 1.1 adds; they are unknown in a document of version 1.0
   */
  allow(names: readonly string[], laterNames: readonly string[] = []): void {
    if (!isObject(this.#object.value)) return;
    const { hasLaterFields } = rulesOf(this.#object.document);
    const known = hasLaterFields ? [...names, ...laterNames] : names;
    for (const name of Object.keys(this.#object.value)) {
      if (name.startsWith("x-") || known.includes(name)) continue;
      const isLater = laterNames.includes(name);
      const meant =
        nearestName(name, known) ?? meantFields(name).find((each) => known.includes(each));
      // A second field of the same name would be an error.
      const isTaken = meant !== undefined && child(this.#object, meant) !== undefined;
      const field = child(this.#object, name);
      this.#diagnostics.report("field-unknown", field && keyPlaceOf(field), {
        object: this.#objectName,
        ...unknownName(name, known),
        nearest: isTaken || isLater ? undefined : meant,
        since: isLater ? laterVersionFor(this.#object.document) : undefined,
      });
    }
  }

  text(field: string): string | undefined {
    const found = this.#given(field);
    if (found === undefined) return undefined;
    if (typeof found.value === "string") return found.value;
    this.#reportKind(found, field, "a string");
    return undefined;
  }

  requiredText(field: string): string | undefined {
    this.require(field);
    return this.text(field);
  }

  choice<Word extends string>(field: string, words: readonly Word[]): Word | undefined {
    const found = this.#given(field);
    const word = words.find((each) => each === found?.value);
    if (found && word === undefined) this.reportChoice(field, words);
    return word;
  }

  /** Reads a number that must not be negative. */
  amount(field: string, kind: "number" | "integer" | "positive integer"): number | undefined {
    const found = this.#given(field);
    if (found === undefined) return undefined;
    const { value } = found;
    const fits = kind === "number" ? Number.isFinite : Number.isInteger;
    const least = kind === "positive integer" ? 1 : 0;
    if (typeof value === "number" && fits(value) && value >= least) return value;
    this.#reportKind(found, field, `a ${least === 0 ? "non-negative " : ""}${kind}`);
    return undefined;
  }

  /** The elements of an array that are objects; other elements are reported. */
  objects(field: string): readonly Located[] {
    return this.#entries(field, "an object", isObject);
  }

  texts(field: string): readonly Located[] {
    return this.#entries(field, "a string", (value) => typeof value === "string");
  }

  /** Like `texts`, but reports an empty array and repeated elements. */
  distinctTexts(field: string): readonly Located[] {
    this.#reportEmpty(field);
    const seen = new Set<unknown>();
    return this.texts(field).filter((at) => {
      const isFirst = !seen.has(at.value);
      seen.add(at.value);
      const name = `${field}[${at.path.at(-1)}]`;
      if (!isFirst) this.#reportKind(at, name, "a name that is not listed before");
      return isFirst;
    });
  }

  /** Like `objects`, but reports a missing or empty array. */
  requiredObjects(field: string): readonly Located[] {
    this.require(field);
    return this.filledObjects(field);
  }

  /** Like `objects`, but reports an empty array. */
  filledObjects(field: string): readonly Located[] {
    this.#reportEmpty(field);
    return this.objects(field);
  }

  object(field: string): Located | undefined {
    const found = this.#given(field);
    if (found === undefined || isObject(found.value)) return found;
    this.#reportKind(found, field, "an object");
    return undefined;
  }

  /** A field that is null counts as absent. */
  isGiven(field: string): boolean {
    return this.#given(field) !== undefined;
  }

  require(field: string): void {
    if (!this.isGiven(field)) this.reportMissing([field]);
  }

  /** Reports that all of the fields are missing, although one of them is required. */
  reportMissing(fields: readonly string[]): void {
    const isNamed = typeof this.#object.path.at(-1) === "string";
    const place = isNamed ? keyPlaceOf(this.#object) : placeOf(this.#object);
    this.#diagnostics.report("missing-field", place, { object: this.#objectName, fields });
  }

  /** Reports an error if more than one of the fields is present. */
  exclude(fields: readonly string[]): void {
    const given = fields.filter((field) => this.isGiven(field));
    if (given.length < 2) return;
    const place = keyPlaceOf(child(this.#object, given[1] ?? "") ?? this.#object);
    const parameters = { object: this.#objectName, fields: given };
    this.#diagnostics.report("fields-exclusive", place, parameters);
  }

  #reportEmpty(field: string): void {
    const found = this.#given(field);
    if (!found || !Array.isArray(found.value) || found.value.length > 0) return;
    this.#reportKind(found, field, "an array with at least one element");
  }

  #given(field: string): Located | undefined {
    const found = isObject(this.#object.value) ? child(this.#object, field) : undefined;
    return found?.value === null ? undefined : found;
  }

  #entries(field: string, expected: string, fits: (value: unknown) => boolean): readonly Located[] {
    const found = this.#given(field);
    if (found && !Array.isArray(found.value)) this.#reportKind(found, field, "an array");
    return (found ? itemsOf(found) : []).filter((at) => {
      if (fits(at.value)) return true;
      this.#reportKind(at, `${field}[${at.path.at(-1)}]`, expected);
      return false;
    });
  }

  reportKind(field: string, expected: string): void {
    this.#reportKind(child(this.#object, field) ?? this.#object, field, expected);
  }

  reportChoice(field: string, words: readonly string[]): void {
    const at = child(this.#object, field) ?? this.#object;
    const nearest = nearestName(String(at.value), words);
    this.#reportKind(at, field, oneOf(words), nearest);
  }

  #reportKind(at: Located, field: string, expected: string, nearest?: string): void {
    this.#diagnostics.report("wrong-kind", placeOf(at), {
      ...{ field, expected, nearest },
      given: typeof at.value === "string" ? at.value : undefined,
      unquoted: expected === "a string" ? unquotedText(at) : undefined,
    });
  }
}

/** Fields of Arazzo that newcomers write with a name from other formats. */
function meantFields(name: string): readonly string[] {
  if (/^id$/i.test(name)) return ["stepId", "workflowId"];
  if (/^body$/i.test(name)) return ["requestBody"];
  if (/^params$/i.test(name)) return ["parameters"];
  if (/^kind$/i.test(name)) return ["type"];
  return [];
}

/** `a, b or c`. */
function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

/** Reports the elements of an array that have the same id as an earlier element. */
export function reportDuplicates(
  list: readonly Located[],
  field: string,
  diagnostics: Diagnostics,
): void {
  const seen = new Map<string, Place>();
  for (const at of list) {
    const id = textAt(at, field);
    if (id === undefined) continue;
    const place = placeAt(at, field);
    const first = seen.get(id);
    if (first) {
      const related = [{ message: "first declared", place: first }];
      diagnostics.report("duplicate-id", place, { what: field, id }, related);
    } else {
      seen.set(id, place);
    }
  }
}

/** Reports fields that change what a workflow does but are not supported. */
export function reportUnsupported(
  at: Located,
  fields: readonly string[],
  diagnostics: Diagnostics,
): void {
  for (const field of fields) {
    const found = child(at, field);
    if (found) {
      diagnostics.report("unsupported", keyPlaceOf(found), { construct: `"${field}" here` });
    }
  }
}
