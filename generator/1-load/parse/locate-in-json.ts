import type { LoadedDocument, Path } from "../../source/located.js";
import type { SourceText } from "../../source/source-text.js";

/** The spans of a value and its key; an element of an array has no key. */
interface Member {
  readonly key: Span | undefined;
  readonly value: Span;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Locates values in a JSON document. Reads only the objects and arrays on the path to a value, and each only once:
 * a description can have millions of values, and diagnostics refer to few of them.
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

  /** The value at a path, or the nearest enclosing value. */
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

/** The values of an object by key, or of an array by index; empty for other values. */
function readMembers(text: string, start: number): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") return members;
  let at = skipSpace(text, start + 1);
  while (text[at] !== "}" && text[at] !== "]") {
    const key = isObject ? { start: at, end: endOfString(text, at) } : undefined;
    // A colon follows the key.
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

/** Whether an odd number of backslashes precedes the position. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === "\\") before -= 1;
  return (at - before) % 2 === 1;
}
