import { longestPrefix } from "../apis/longest-prefix.js";

/**
 * The tokens of a path in the syntax of JavaScript, such as `.items[0]['id']`; undefined for any other
 * string. Published documents often use this syntax where the standard requires a JSON Pointer.
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

/** A name and the path after it. */
export interface SplitName {
  readonly name: string;
  readonly path: readonly string[];
}

/** Splits `job.status[0]` after the longest known name; undefined if there is none. */
export function splitKnownName(text: string, known: readonly string[]): SplitName | undefined {
  const name = longestPrefix(text, new Set(known), ".[");
  const path = name === undefined ? undefined : readLoosePath(text.slice(name.length));
  return name === undefined || !path ? undefined : { name, path };
}

/** Like `splitKnownName`, but without a known name the string is split at its first dot or bracket. */
export function splitName(text: string, known: readonly string[]): SplitName {
  const first = /^[^.[]+/.exec(text)?.[0] ?? text;
  return splitKnownName(text, known) ?? splitKnownName(text, [first]) ?? { name: text, path: [] };
}
