import { shownText } from "../diagnostics/formats/shown-text.js";
import { type Place, positionAt, type SourceText } from "../source/source-text.js";
import type { SourceLineView } from "./page-views.js";

/** The lines of a document; a line where a step starts links to the details of the step. */
export function linesOfSource(
  source: SourceText,
  prefix: string,
  steps: readonly { readonly place: Place; readonly id: string }[],
): readonly SourceLineView[] {
  const starts = new Map(
    steps
      .filter(({ place }) => place.source === source)
      .map(({ place, id }) => [positionAt(source, place.start).line, id]),
  );
  return source.text.split(/\r?\n/).map((text, index) => ({
    id: `${prefix}-${index + 1}`,
    number: index + 1,
    text: shownText(text),
    step: starts.get(index + 1) ?? false,
  }));
}
