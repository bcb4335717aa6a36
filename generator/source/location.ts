import { dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Where to find what is not at its URL: from the URL as written to the absolute path of a file. */
export type SourceMap = ReadonlyMap<string, string>;

/** A path, or a pattern for paths, with forward slashes, which every system understands. */
export function portablePath(path: string, separator: string = sep): string {
  return separator === "\\" ? path.replaceAll("\\", "/") : path;
}

/** Whether a location, which is the absolute path of a file or a URL, is one of http or https. */
export function isWebLocation(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/**
 * The location of the document that a URL reference in another one names; undefined for what is
 * neither a file nor on the web. What comes from the web names no files. Never throws, whatever the
 * reference looks like.
 */
export function locationOf(url: string, from: string, map: SourceMap): string | undefined {
  const [withoutFragment = ""] = url.split("#");
  const mapped = map.get(url) ?? map.get(withoutFragment);
  if (mapped !== undefined) return mapped;
  if (isWebLocation(withoutFragment)) return webLocation(withoutFragment);
  if (isWebLocation(from)) {
    const location = webLocation(withoutFragment, from);
    return location === undefined ? undefined : (map.get(location) ?? location);
  }
  if (/^file:/i.test(url)) return fileOfFileUrl(withoutFragment);
  if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return undefined;
  return resolve(dirname(from), percentDecoded(withoutFragment));
}

/** The text with its percent-encoding undone, or as it is if that is malformed. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function webLocation(url: string, base?: string): string | undefined {
  if (!URL.canParse(url, base)) return undefined;
  const { href } = new URL(url, base);
  return isWebLocation(href) ? href : undefined;
}

function fileOfFileUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
