import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where to find what is not at its URL: from the URL as written to an absolute path. */
export type SourceMap = ReadonlyMap<string, string>;

/**
 * The absolute path of the file that a URL reference in another file names; undefined for what is
 * no file and not in the map. Never throws, whatever the reference looks like.
 */
export function fileOfUrl(url: string, fromPath: string, map: SourceMap): string | undefined {
  const [withoutFragment = ""] = url.split("#");
  const mapped = map.get(url) ?? map.get(withoutFragment);
  if (mapped !== undefined) return mapped;
  if (/^file:/i.test(url)) return fileOfFileUrl(withoutFragment);
  if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return undefined;
  return resolve(dirname(fromPath), percentDecoded(withoutFragment));
}

/** The text with its percent-encoding undone, or as it is if that is malformed. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fileOfFileUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
