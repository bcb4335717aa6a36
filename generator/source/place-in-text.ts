import { type Located, placeOf } from "./located.js";
import type { Place } from "./source-text.js";

/**
 * Where a part of a text value stands. Exact for plain and quoted scalars and for single lines of
 * block scalars; the whole value where escapes or folding hide the part.
 */
export function placeInText(at: Located, offset: number, length: number): Place {
  const place = placeOf(at);
  const { source, start, end } = place;
  if (typeof at.value !== "string") return place;
  const written = source.text.slice(start, end);
  const part = at.value.slice(offset, offset + length);
  const whole = written.indexOf(at.value);
  const index =
    whole === -1
      ? nthIndexOf(written, part, occurrences(at.value.slice(0, offset), part))
      : whole + offset;
  if (index === -1) return place;
  return { source, start: start + index, end: Math.min(start + index + length, end) };
}

function occurrences(text: string, part: string): number {
  return part === "" ? 0 : text.split(part).length - 1;
}

function nthIndexOf(text: string, part: string, n: number): number {
  if (part === "") return -1;
  let index = text.indexOf(part);
  for (let count = 0; count < n && index !== -1; count += 1) {
    index = text.indexOf(part, index + part.length);
  }
  return index;
}
