import { endOfString, type Span, skipSpace } from "./locate-in-json.js";

/** Finds repeated object keys in a JSON document. */
export function findDuplicateKeys(text: string): readonly Span[] {
  const found: Span[] = [];
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{" || character === "[") open.push(new Set());
    else if (character === "}" || character === "]") open.pop();
    else if (character === '"') {
      const key = { start: at, end: endOfString(text, at) };
      at = key.end - 1;
      if (text[skipSpace(text, key.end)] !== ":") continue;
      const written = text.slice(key.start, key.end);
      const name = written.includes("\\") ? String(JSON.parse(written)) : written.slice(1, -1);
      const keys = open.at(-1);
      if (keys?.has(name)) found.push(key);
      keys?.add(name);
    }
  }
  return found;
}
