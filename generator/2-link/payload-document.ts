import { type LoadedDocument, type Located, placeOf } from "../source/located.js";
import type { Place } from "../source/source-text.js";

/**
 * Reads a JSON template: JSON in which expressions in braces may stand in the place of values. The
 * result is as if the payload had been written as YAML; a text that does not parse gives a problem.
 */
export function parsePayloadText(at: Located): Located | { readonly problem: string } {
  const text = String(at.value);
  try {
    const value: unknown = JSON.parse(quoteExpressions(text));
    const { source } = at.document;
    const document: LoadedDocument = { source, value, locate: (path) => findIn(at, path) };
    return { document, path: [], value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Puts quotes around the expressions outside of texts: both ways mean the same. */
function quoteExpressions(text: string): string {
  const texts = /"(?:[^"\\]|\\.)*"/.source;
  const expressions = /\{\s*(\$[^{}"]*?)\s*\}|(\$[^\s,{}[\]"]+)/.source;
  return text.replace(
    new RegExp(`${texts}|${expressions}`, "gs"),
    (found: string, braced?: string, bare?: string) => {
      const expression = braced ?? bare;
      return expression === undefined ? found : JSON.stringify(`{${expression}}`);
    },
  );
}

/** The place of a value by the names that lead to it: each stands behind the one before. */
function findIn(at: Located, path: readonly (string | number)[]): Place {
  const place = placeOf(at);
  const { source, start, end } = place;
  const written = source.text.slice(start, end);
  let offset = 0;
  let length = 0;
  for (const key of path) {
    if (typeof key === "number") continue;
    const found = written.indexOf(JSON.stringify(key), offset + length);
    if (found === -1) return place;
    offset = found;
    length = JSON.stringify(key).length;
  }
  if (length === 0) return place;
  const [before = ""] = /^\s*:\s*/.exec(written.slice(offset + length)) ?? [];
  const from = offset + length + before.length;
  const [value = ""] = /^(?:"(?:[^"\\]|\\.)*"|[^,\n]*)/.exec(written.slice(from)) ?? [];
  return { source, start: start + from, end: start + from + Math.max(1, value.length) };
}
