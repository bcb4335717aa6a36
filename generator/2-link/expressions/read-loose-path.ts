import type { VersionRules } from "../../model/versions.js";
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
export function splitKnownName(
  text: string,
  known: readonly string[],
  separators = ".[",
): SplitName | undefined {
  const name = longestPrefix(text, new Set(known), separators);
  const path = name === undefined ? undefined : readLoosePath(text.slice(name.length));
  return name === undefined || !path ? undefined : { name, path };
}

/**
 * Like `splitKnownName`, but without a known name the string is split at its first dot or bracket. Since version 1.1,
 * a dot belongs to the name.
 */
export function splitName(
  text: string,
  known: readonly string[],
  { hasNarrowNames }: VersionRules,
): SplitName {
  const separators = hasNarrowNames ? "[" : ".[";
  const first = (hasNarrowNames ? /^[^[]+/ : /^[^.[]+/).exec(text)?.[0] ?? text;
  const split = [known, [first]].map((names) => splitKnownName(text, names, separators));
  return split.find(Boolean) ?? { name: text, path: [] };
}

/**
 * The known name before a dot. Since version 1.1, names of steps, workflows and sources have no dots, so the name before
 * `next` takes precedence over a longer one.
 * @param next what follows the name
 */
export function leadingName(
  text: string,
  names: { readonly has: (name: string) => boolean },
  { hasNarrowNames }: VersionRules,
  next: "a field" | "anything",
): string | undefined {
  const strict = /^([\w-]+)\.((?:in|out)puts\.)?/.exec(text);
  const isStrict = hasNarrowNames && (next === "anything" || strict?.[2] !== undefined);
  const [, name] = isStrict ? (strict ?? []) : [];
  return name !== undefined && names.has(name) ? name : longestPrefix(text, names, ".");
}
