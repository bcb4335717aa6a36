import { type Located, placeOf } from "./located.js";
import { lineText, type Place, positionAt } from "./source-text.js";

/** Replaces a span of a file. The text is written as it must stand in the file, with its quotes and escapes. */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

/** A part of a value, and what to write for it, both without quotes and escapes. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
  /** Where `from` stands; by default in the span of the diagnostic. */
  readonly within?: Place;
}

/** A number or a boolean as it stands in the file, such as `1.10`, which quotes make a string. */
export function unquotedText(at: Located): string | undefined {
  if (typeof at.value !== "number" && typeof at.value !== "boolean") return undefined;
  const { source, start, end } = placeOf(at);
  const text = source.text.slice(start, end);
  return /^[\w.+-]+$/.test(text) ? text : undefined;
}

/**
 * Writes a replacement in the style of the scalar around it. Undefined if `from` does not occur exactly once in the
 * span, if the scalar needs another style for `to`, or if nothing would change.
 */
export function editOf({ source, start, end }: Place, { from, to }: Replacement): Edit | undefined {
  const written = source.text.slice(start, end);
  const offset = written.indexOf(from);
  if (from === "" || offset === -1 || written.includes(from, offset + 1)) return undefined;
  const place = { source, start: start + offset, end: start + offset + from.length };
  const text = asWritten(place, to);
  return text === undefined || text === from ? undefined : { place, text };
}

function asWritten(place: Place, text: string): string | undefined {
  const { source, start, end } = place;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  const { line, column } = positionAt(source, start);
  const whole = lineText(source, line);
  const before = whole.slice(0, column - 1);
  const after = whole.slice(column - 1 + end - start);
  const style = styleAfter(before);
  if (style === '"') return JSON.stringify(text).slice(1, -1);
  if (style === "'") return text.replaceAll("'", "''");
  const isInFlow = /(?:^|[\s:\-,[{])[[{](?!\$)/.test(before);
  const isPlain = !/: |:$| #/.test(text) && !(isInFlow && /[,[\]{}]/.test(text));
  const isAtStart = startsScalar(before, isInFlow);
  const startsPlain = !isAtStart || !/^[-?:,[\]{}#&*!|>'"%@`\s]/.test(text);
  // Quotes can be added only if the edit replaces the whole scalar.
  const isWhole =
    isAtStart && before.trim() !== "" && (isInFlow ? /^\s*[,\]}]/ : /^\s*(?:$|\s#)/).test(after);
  const isVersion = /^\d+\.\d+\.\d+$/.test(text);
  const isString =
    !isWhole ||
    isVersion ||
    !/^(?:[-+]?\.?\d[\w.+-]*|[-+]?\.(?:inf|nan)|true|false|null|~)$/i.test(text);
  if (isPlain && startsPlain && isString) return text;
  if (!isWhole) return undefined;
  // Double quotes are valid in JSON, too.
  if (!isString) return JSON.stringify(text);
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

/** True if a plain scalar that follows this part of a line starts there. */
function startsScalar(before: string, isInFlow: boolean): boolean {
  const trimmed = before.trimEnd();
  if (isInFlow && /(?:[,[{]|["']:)$/.test(trimmed)) return true;
  return /^[\s-]*$/.test(before) || (before !== trimmed && trimmed.endsWith(":"));
}

/** The quote of the quoted scalar that is open at the end of this part of a line. */
function styleAfter(before: string): '"' | "'" | undefined {
  let open: '"' | "'" | undefined;
  for (let at = 0; at < before.length; at += 1) {
    const character = before[at];
    if (open === '"' && character === "\\") at += 1;
    else if (open !== undefined && character === open) open = undefined;
    else if (open === undefined && (character === '"' || character === "'")) {
      // Quotes within a plain scalar are letters.
      const isFirst = /(?:^|[:\-?,[{])\s*$/.test(before.slice(Math.max(0, at - 80), at));
      if (isFirst || open !== undefined) open = character;
    }
  }
  return open;
}
