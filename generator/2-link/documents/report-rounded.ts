import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { entriesOf, itemsOf, type Located, placeOf } from "../../source/located.js";
import { placesInText } from "../../source/place-in-text.js";
import { isRounded, roundedNumbersIn } from "../../source/rounded-numbers.js";
import type { Place } from "../../source/source-text.js";

/** Reports a number that JavaScript would change. */
export function reportRoundedNumber(at: Located, diagnostics: Diagnostics): void {
  const { value } = at;
  if (typeof value !== "number") return;
  const place = placeOf(at);
  const text = writtenAt(place);
  if (!isRounded(value, text)) return;
  const written = /^[-+\w.]+$/.test(text) ? text : undefined;
  diagnostics.report("number-rounded", place, { written, value });
}

/** The text at a place; for an alias of YAML, the text of the value that it stands for. */
function writtenAt({ source, start, end }: Place): string {
  const text = source.text.slice(start, end);
  const anchor = text.startsWith("*") ? source.text.lastIndexOf(`&${text.slice(1)} `, start) : -1;
  if (anchor === -1) return text;
  const [value = text] = /[^\s,\]}]+/.exec(source.text.slice(anchor + text.length)) ?? [];
  return value;
}

/** Reports such numbers in a value, at any depth. */
export function reportRoundedNumbers(at: Located, diagnostics: Diagnostics): void {
  reportRoundedNumber(at, diagnostics);
  const inner = [...itemsOf(at), ...entriesOf(at).map(([, each]) => each)];
  for (const each of inner) reportRoundedNumbers(each, diagnostics);
}

/**
 * Reports such numbers in a string that contains JSON, a condition or a query.
 * @returns whether there are any
 */
export function reportRoundedInText(at: Located, diagnostics: Diagnostics): boolean {
  const placeAt = placesInText(at);
  const found = roundedNumbersIn(String(at.value));
  for (const { text, offset } of found) {
    const parameters = { written: text, value: Number(text) };
    diagnostics.report("number-rounded", placeAt(offset, text.length), parameters);
  }
  return found.length > 0;
}
