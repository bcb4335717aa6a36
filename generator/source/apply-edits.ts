import type { Edit } from "./edits.js";
import type { SourceText } from "./source-text.js";

/** The new texts of the edited files. An edit that overlaps an earlier one is skipped. */
export function applyEdits(edits: readonly Edit[]): ReadonlyMap<SourceText, string> {
  const sorted = [...edits].sort((a, b) => a.place.start - b.place.start);
  const parts = new Map<SourceText, { texts: string[]; end: number }>();
  for (const { place, text } of sorted) {
    const { source, start, end } = place;
    const known = parts.get(source) ?? { texts: [], end: 0 };
    if (start < known.end) continue;
    known.texts.push(source.text.slice(known.end, start), text);
    parts.set(source, { ...known, end });
  }
  return new Map(
    [...parts].map(([source, { texts, end }]) => [source, texts.join("") + source.text.slice(end)]),
  );
}
