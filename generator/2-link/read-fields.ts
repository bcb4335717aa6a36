import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { child, itemsOf, keyPlaceOf, type Located, placeOf, textAt } from "../source/located.js";

/** Reads the fields of one object of the standard; reports those that are missing or of a wrong kind. */
export class FieldReader {
  readonly #object: Located;
  readonly #objectName: string;
  readonly #diagnostics: Diagnostics;

  /** `objectName` as a sentence names it: `the workflow "x"`. */
  constructor(object: Located, objectName: string, diagnostics: Diagnostics) {
    this.#object = object;
    this.#objectName = objectName;
    this.#diagnostics = diagnostics;
  }

  text(field: string): string | undefined {
    const found = child(this.#object, field);
    if (found === undefined) return undefined;
    if (typeof found.value === "string") return found.value;
    this.#diagnostics.report("wrong-kind", placeOf(found), { field, expected: "a text" });
    return undefined;
  }

  requiredText(field: string): string | undefined {
    this.#require(field);
    return this.text(field);
  }

  list(field: string): readonly Located[] {
    const found = child(this.#object, field);
    if (found && !Array.isArray(found.value)) {
      this.#diagnostics.report("wrong-kind", placeOf(found), { field, expected: "a list" });
    }
    return found ? itemsOf(found) : [];
  }

  requiredList(field: string): readonly Located[] {
    this.#require(field);
    return this.list(field);
  }

  #require(field: string): void {
    if (child(this.#object, field)) return;
    const place =
      typeof this.#object.path.at(-1) === "string"
        ? keyPlaceOf(this.#object)
        : placeOf(this.#object);
    this.#diagnostics.report("missing-field", place, { object: this.#objectName, field });
  }
}

/** Reports the entries of a list that have the same id as an earlier one. */
export function reportDuplicates(
  list: readonly Located[],
  field: string,
  diagnostics: Diagnostics,
): void {
  const seen = new Set<string>();
  for (const at of list) {
    const id = textAt(at, field);
    if (id === undefined) continue;
    if (seen.has(id)) {
      diagnostics.report("duplicate-id", placeOf(child(at, field) ?? at), { what: field, id });
    }
    seen.add(id);
  }
}

/** Refuses fields that change what a workflow does but are not compiled. */
export function reportUnsupported(
  at: Located,
  fields: readonly string[],
  diagnostics: Diagnostics,
): void {
  for (const field of fields) {
    const found = child(at, field);
    if (found) diagnostics.report("unsupported", placeOf(found), { construct: `"${field}" here` });
  }
}
