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
 * Resolves a URL reference, without a fragment, against the location of its document. Returns undefined for a URL that is
 * neither a file nor on the web. A web document cannot refer to files. Never throws.
 */
export function locationOf(url: string, from: string): string | undefined {
  if (isWebLocation(url)) return webLocation(url);
  if (isWebLocation(from)) return webLocation(url, from);
  if (/^file:/i.test(url)) return fileOfFileUrl(url);
  if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return undefined;
  return resolve(dirname(from), percentDecoded(url));
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
