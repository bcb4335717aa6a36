import { longestPrefix } from "../apis/longest-prefix.js";

/**
 * Reads `.items[0]['id']`, the way of JavaScript that published documents often write where the
 * standard asks for a JSON Pointer, as the pointer's tokens; undefined for any other text.
 */
export function readLoosePath(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const segment = /\.([\p{L}\p{N}_$@-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/uy;
  while (segment.lastIndex < text.length) {
    const found = segment.exec(text);
    const token = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

/** A name, and the path behind it that the document writes without a JSON Pointer. */
export interface SplitName {
  readonly name: string;
  readonly path: readonly string[];
}

/** Takes the longest known name off a text such as `job.status[0]`; undefined if there is none. */
export function splitKnownName(text: string, known: readonly string[]): SplitName | undefined {
  const name = longestPrefix(text, new Set(known), ".[");
  const path = name === undefined ? undefined : readLoosePath(text.slice(name.length));
  return name === undefined || !path ? undefined : { name, path };
}

/** Like `splitKnownName`, but where no name is known the first part of the text is one. */
export function splitName(text: string, known: readonly string[]): SplitName {
  const first = /^[^.[]+/.exec(text)?.[0] ?? text;
  return splitKnownName(text, known) ?? splitKnownName(text, [first]) ?? { name: text, path: [] };
}
