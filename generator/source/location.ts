import { dirname, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Files to read in place of URLs: from the URL as written to an absolute path. */
export type SourceMap = ReadonlyMap<string, string>;

/** A path or pattern with forward slashes, which work on every system. */
export function portablePath(path: string, separator: string = sep): string {
  return separator === "\\" ? path.replaceAll("\\", "/") : path;
}

/** A location is the absolute path of a file, or a URL. */
export function isWebLocation(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** The URL of a file or web document. */
export function urlOf(location: string): string {
  return isWebLocation(location) ? location : pathToFileURL(location).href;
}

/**
 * Resolves a URL reference in a document. Returns undefined for a URL that is neither a file nor on the web. A web
 * document cannot refer to files. Never throws.
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

/** Returns malformed strings unchanged. */
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
