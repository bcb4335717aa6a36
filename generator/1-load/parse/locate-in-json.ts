import type { LoadedDocument, Path } from "../../source/located.js";
import type { SourceText } from "../../source/source-text.js";

/** A value in a text, and the key that it stands under; in a list it has none. */
interface Member {
  readonly key: Span | undefined;
  readonly value: Span;
}

/** From `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds places in a text that is known to be JSON. Only the objects and lists on the way to a place are read, and
 * each once: a description can have millions of values, and a report names few of them.
 */
export function locateInJson(source: SourceText): LoadedDocument["locate"] {
  const { text } = source;
  const known = new Map<number, ReadonlyMap<string, Member>>();
  const start = skipSpace(text, 0);
  const root: Member = { key: undefined, value: { start, end: endOfValue(text, start) } };
  return (path, part) => {
    const { member, isThere } = find(path);
    const isKey = part === "key" && isThere && member.key !== undefined;
    return { source, ...(isKey ? member.key : member.value) };
  };

  /** The value at a path, or the nearest one around it. */
  function find(path: Path): { member: Member; isThere: boolean } {
    let member = root;
    for (const key of path) {
      const inner = membersAt(member.value.start).get(String(key));
      if (!inner) return { member, isThere: false };
      member = inner;
    }
    return { member, isThere: true };
  }

  function membersAt(start: number): ReadonlyMap<string, Member> {
    const members = known.get(start) ?? readMembers(text, start);
    known.set(start, members);
    return members;
  }
}

/** The values in an object, by their keys, or in a list, by their indexes; none in any other value. */
function readMembers(text: string, start: number): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") return members;
  let at = skipSpace(text, start + 1);
  while (text[at] !== "}" && text[at] !== "]") {
    const key = isObject ? { start: at, end: endOfString(text, at) } : undefined;
    // After the key comes a colon.
    const first = key ? skipSpace(text, skipSpace(text, key.end) + 1) : at;
    const value = { start: first, end: endOfValue(text, first) };
    const name = key ? JSON.parse(text.slice(key.start, key.end)) : members.size;
    members.set(String(name), { key, value });
    at = skipSpace(text, value.end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return members;
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== "{" && first !== "[") {
    let at = start;
    while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1;
    return at;
  }
  let depth = 0;
  for (let at = start; ; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth === 0) return at + 1;
  }
}

export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === "\\") before -= 1;
  return (at - before) % 2 === 1;
}
