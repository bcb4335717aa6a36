import { escapeUnseen } from "../../source/escape-unseen.js";
import { type Place, rangeOf } from "../../source/source-text.js";
import type { Diagnostic } from "../diagnostics.js";

/** Prints an array on one line of JSON. Missing values are null. */
export function formatJson(diagnostics: readonly Diagnostic[]): string {
  const list = diagnostics.map(({ place, standard, related, edits, ...diagnostic }) => ({
    ...diagnostic,
    standard: standard ?? null,
    place: place ? describePlace(place) : null,
    related: related.map((other) => ({
      message: other.message,
      place: describePlace(other.place),
    })),
    edits: edits.map((edit) => ({ place: describePlace(edit.place), text: edit.text })),
  }));
  return `${escapeUnseen(JSON.stringify(list))}\n`;
}

function describePlace(place: Place) {
  return { document: place.source.name, ...rangeOf(place) };
}
