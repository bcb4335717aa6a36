import { countLeading } from "./count-leading.js";
import { type Located, placeOf } from "./located.js";
import type { Place } from "./source-text.js";

/**
 * The span of a part of a string value. It is exact for plain and quoted scalars and for single lines of block scalars.
 * Where escapes or folding hide the part, it is the span of the whole value.
 */
export function placeInText(at: Located, offset: number, length: number): Place {
  return placesInText(at)(offset, length);
}

/** Like `placeInText`, for several parts of one value. */
export function placesInText(at: Located): (offset: number, length: number) => Place {
  const place = placeOf(at);
  const { source, start, end } = place;
  const { value } = at;
  if (typeof value !== "string") return () => place;
  const written = source.text.slice(start, end);
  const whole = written.indexOf(value);
  const find = findParts(value, written);
  return (offset, length) => {
    const part = value.slice(offset, offset + length);
    const found = whole === -1 ? find(part, offset) : whole + offset;
    if (found === undefined) return place;
    return { source, start: start + found, end: Math.min(start + found + length, end) };
  };
}

/** Finds a part of a value in its source: the second occurrence in the value is the second in the source. */
function findParts(value: string, written: string) {
  const known = new Map<string, Record<"here" | "there", readonly number[]>>();
  return (part: string, offset: number): number | undefined => {
    const offsets = known.get(part) ?? {
      here: offsetsOf(part, value),
      there: offsetsOf(part, written),
    };
    known.set(part, offsets);
    return offsets.there[countLeading(offsets.here, (each) => each + part.length <= offset)];
  };
}

function offsetsOf(part: string, text: string): readonly number[] {
  const offsets: number[] = [];
  if (part === "") return offsets;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) {
    offsets.push(at);
  }
  return offsets;
}
