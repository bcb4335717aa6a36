import { type LoadedDocument, type Located, placeOf } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import type { Place } from "../../source/source-text.js";

interface PayloadProblem {
  readonly problem: string;
  readonly place: Place;
}

/**
 * Parses a JSON template: JSON in which expressions may replace values. The result is the same as for a payload that
 * is written in YAML.
 */
export function parsePayloadText(at: Located): Located | PayloadProblem {
  const text = String(at.value);
  const { quoted, offsetIn } = quoteExpressions(text);
  try {
    const value: unknown = JSON.parse(quoted);
    const { source } = at.document;
    const document: LoadedDocument = { source, value, locate: (path) => findIn(at, path) };
    return { document, path: [], value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, position] = / in JSON at position (\d+)/.exec(message) ?? [];
    const [, token] = /^Unexpected token '(.+?)'/.exec(message) ?? [];
    if (position !== undefined) {
      const [problem = ""] = message.split(" in JSON at position");
      const place = placeInText(at, offsetIn(Number(position)), 1);
      return { place, problem: problem.replace(/^[A-Z]/, (letter) => letter.toLowerCase()) };
    }
    if (token !== undefined) {
      const offset = text.replace(validTokens, (found) => " ".repeat(found.length)).indexOf(token);
      return {
        place: placeInText(at, Math.max(0, offset), 1),
        problem: `unexpected ${token}`,
      };
    }
    return { place: placeOf(at), problem: "unexpected end" };
  }
}

/** String literals and the keywords of JSON. */
const validTokens = /"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/gs;

/**
 * Puts quotes around the expressions that are not in a string, which does not change their meaning. `offsetIn`
 * converts an offset in the result to an offset in the template.
 */
function quoteExpressions(text: string) {
  const added: { readonly at: number; readonly length: number }[] = [];
  const texts = /"(?:[^"\\]|\\.)*"/.source;
  const expressions = /\{\s*(\$[^{}"]*?)\s*\}|(\$[^\s,{}[\]"]+)/.source;
  const quoted = text.replace(
    new RegExp(`${texts}|${expressions}`, "gs"),
    (found: string, braced: string | undefined, bare: string | undefined, at: number) => {
      const expression = braced ?? bare;
      if (expression === undefined) return found;
      // Braces would make the expression part of a string.
      const isPlain = /^\$[\w.#/~-]+$/.test(expression);
      const result = JSON.stringify(isPlain ? expression : `{${expression}}`);
      added.push({ at, length: result.length - found.length });
      return result;
    },
  );
  const offsetIn = (offset: number) =>
    added.reduce(
      (result, { at, length }) => (result > at + length ? result - length : result),
      offset,
    );
  return { quoted, offsetIn };
}

/** Searches the text for each key of a path, starting after the previous key. */
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
